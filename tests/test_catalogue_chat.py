"""A person finds sources of the catalogue by name and by region."""

from __future__ import annotations

import pytest

from news.catalogue import find_sources
from store.chats import chats, subscriptions
from store.news import sources
from store.operations import catalogue_checks
from store.operations.catalogue_checks import SourceCheck
from store.rows import Source
from tests.scene import ANN, Scene

GANSU = "人民网 甘肃频道"


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANBAO_FETCH__CATALOGUE", "true")


async def subscribed(scene: Scene) -> list[Source]:
    db = scene.running.context.db
    chat = await db.read(chats.find, ANN)
    rows = await db.read(subscriptions.of_chat, chat.id)
    ids = [int(row.value) for row in rows if row.kind == "source"]
    return [
        source
        for number in ids
        if (source := await db.read(sources.get, number))
    ]


def buttons(message: dict[str, object]) -> list[str]:
    markup = message["reply_markup"]
    assert isinstance(markup, dict)
    return [
        button["text"] for row in markup["inline_keyboard"] for button in row
    ]


async def test_a_regions_name_finds_its_sources_beside_the_filter(
    stage: Scene,
) -> None:
    await stage.start()
    message = await stage.says("/subscribe 甘肃", "甘肃")
    offered = buttons(message)
    assert f"🗞 {GANSU}" in offered
    assert any("✅" in text for text in offered)
    await stage.presses(message, GANSU)
    (source,) = await subscribed(stage)
    assert (source.title, source.kind, source.topics) == (
        GANSU,
        "page",
        ("local",),
    )
    # Nobody is noted as the one who asked: the catalogue lists it.
    assert (
        await stage.running.context.db.read(sources.added_by, source.id) == []
    )


async def test_pressed_again_it_is_left(stage: Scene) -> None:
    await stage.start()
    message = await stage.says("/subscribe 甘肃", "甘肃")
    for _ in range(2):
        await stage.presses(message, GANSU)
    assert await subscribed(stage) == []


async def test_a_title_finds_its_source(stage: Scene) -> None:
    await stage.start()
    message = await stage.says("/subscribe tagesschau", "tagesschau")
    assert "🗞 tagesschau" in buttons(message)


async def test_words_that_name_no_source_are_a_filter_alone(
    stage: Scene,
) -> None:
    await stage.start()
    message = await stage.says("/subscribe quantum otters", "quantum otters")
    assert not any(text.startswith("🗞") for text in buttons(message))


async def test_what_failed_when_it_was_tried_is_not_offered(
    stage: Scene,
) -> None:
    await stage.start()
    dead = next(row for row in find_sources("甘肃") if row.title == GANSU)
    tried = {dead.url: SourceCheck(1, 0, "404")}
    await stage.running.context.db.write(
        catalogue_checks.record, tried, {dead.url}, 1
    )
    message = await stage.says("/subscribe 甘肃", "甘肃")
    assert f"🗞 {GANSU}" not in buttons(message)


async def test_start_offers_regions_and_their_sources(stage: Scene) -> None:
    await stage.start()
    message = await stage.says("/start", "")
    await stage.presses(message, "简体中文")
    await stage.presses(message, "地区")
    assert {"甘肃", "北京", "德国"} <= set(buttons(stage.shown(message)))
    await stage.presses(message, "甘肃")
    await stage.presses(message, GANSU)
    assert f"✅ 🗞 {GANSU}" in buttons(stage.shown(message))
    await stage.presses(message, "⬅")
    await stage.presses(message, "⬅")
    # A region's source is enough: the set-up goes on to the hour.
    await stage.presses(message, "下一步")
    assert "08:00" in " ".join(buttons(stage.shown(message)))
    assert [source.title for source in await subscribed(stage)] == [GANSU]


async def test_without_the_catalogue_there_are_no_regions(
    stage: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANBAO_FETCH__CATALOGUE", "false")
    await stage.start()
    message = await stage.says("/start", "")
    await stage.presses(message, "简体中文")
    assert not any("🗺" in text for text in buttons(stage.shown(message)))
