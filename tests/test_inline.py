"""Inline mode as people use it: words find stories, one is sent into any chat."""

from __future__ import annotations

from typing import Any

import pytest

from jobs import scheduler
from sandbox.server import ANN, BO, GROUP
from sandbox.world import inline
from store.chats import chats
from tests.scene import Scene
from tests.store.world import make_stories


@pytest.fixture
def scene(stage: Scene) -> Scene:
    return stage


async def asks(
    scene: Scene, text: str, person: int = ANN, offset: str = ""
) -> tuple[str, dict[str, Any]]:
    """Type a query; return its id and the bot's answer."""
    query = inline.ask(scene.sandbox.world, person, text, offset=offset)
    return query, await scene.answered(query, text)


async def test_words_find_a_story_that_is_sent_into_a_group(
    scene: Scene,
) -> None:
    await scene.start()
    await scheduler.round_of_all(scene.running.context)
    query, found = await asks(scene, "清江特大桥")
    (result, *_) = found["results"]
    assert "清江特大桥" in result["title"]
    assert found["cache_time"] <= 300
    sent = inline.send(scene.sandbox.world, ANN, GROUP, query, result["id"])
    assert "清江特大桥" in sent["text"]
    links = [
        entity["url"]
        for entity in sent["entities"]
        if entity["type"] == "text_link"
    ]
    assert (
        links[-1]
        == f"https://t.me/jianbao_sandbox_bot?start=story_{result['id']}"
    )

    _, newest = await asks(scene, "")
    assert len(newest["results"]) > 3
    _, none = await asks(scene, "完全没有的词语", person=BO)
    assert none["results"] == []
    assert none["button"]["text"] == "Nothing found – open the bot"
    _, marks = await asks(scene, "!!! ???")
    assert marks["results"] == []


async def test_many_results_come_by_pages(scene: Scene) -> None:
    await scene.start()
    context = scene.running.context
    await context.db.write(make_stories, [f"s{n}" for n in range(25)])
    _, first = await asks(scene, "芯片 产业")
    assert (len(first["results"]), first["next_offset"]) == (20, "20")
    _, rest = await asks(scene, "芯片 产业", offset="20")
    assert (len(rest["results"]), rest["next_offset"]) == (5, "")
    assert not {result["id"] for result in first["results"]} & {
        result["id"] for result in rest["results"]
    }
    _, odd = await asks(scene, "芯片 产业", offset="x²")
    assert len(odd["results"]) == 20


async def test_a_persons_language_of_news_holds_and_odd_stories_do_no_harm(
    scene: Scene,
) -> None:
    await scene.start()
    context = scene.running.context
    odd = {
        "title": "<b>&\u202e\"'" * 80,
        "summary": ("<i>" * 500,),
        "publisher": "<",
        "image": "javascript:x",
    }
    await context.db.write(lambda c: make_stories(c, ["odd"], **odd))
    await scene.says("/help", "")
    _, found = await asks(scene, "")
    assert len(found["results"]) == 1
    chat = await context.db.read(chats.find, ANN)
    assert chat is not None
    await context.db.write(
        lambda c: chats.update(c, chat.id, languages=("zh-Hans",))
    )
    _, found = await asks(scene, "")
    assert found["results"] == []


async def test_who_may_not_use_the_bot_finds_nothing_in_it(
    scene: Scene,
) -> None:
    await scene.start(
        access={
            "mode": "invite",
            "invite_codes": ["sesame"],
            "commands_per_minute": 4,
        }
    )
    await scene.running.context.db.write(make_stories, ["a"])
    _, found = await asks(scene, "芯片")
    assert found["results"] == []
    await scene.says("/start sesame", "简报")
    _, found = await asks(scene, "芯片")
    assert len(found["results"]) == 1
    for _ in range(16):
        _, found = await asks(scene, "芯片")
    assert found["results"] == [], "typing has its share of the minute too"
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    await scene.running.context.db.write(chats.set_state, ANN, "banned", 0)
    _, found = await asks(scene, "芯片")
    assert found["results"] == []
