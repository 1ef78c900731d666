"""A person subscribes to a hot list by its name, and finds it in the next digest."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from jobs.intake import fetch
from tests.scene import Scene
from tests.site import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        lines = [
            {"id": "1", "title": "河畔马拉松报名", "url": f"{running.url}/q/1"}
        ]
        answer = {"status": "success", "id": "baidu", "items": lines}
        running.put(
            "/api/s?id=baidu", json.dumps(answer), type="application/json"
        )
        yield running


async def test_a_boards_name_that_is_a_word_too_offers_both(
    stage: Scene, site: Site
) -> None:
    await stage.start(
        fetch={"newsnow": [site.url], "private_hosts": [site.host]}
    )
    asked = await stage.says("/subscribe 百度 now", "百度")
    await stage.presses(asked, "🔥")
    proposal = await stage.wait(
        lambda each: "河畔马拉松报名" in each.get("text", "")
    )
    await stage.presses(proposal, "✅")
    await fetch.sweep(stage.running.context)
    await stage.says("/digest", "🔥 百度\n1. 河畔马拉松报名")


async def test_without_an_instance_a_word_is_a_word(stage: Scene) -> None:
    await stage.start()
    asked = await stage.says("/subscribe 百度", "百度")
    rows = asked["reply_markup"]["inline_keyboard"]
    assert not [
        button for row in rows for button in row if "🔥" in button["text"]
    ]
