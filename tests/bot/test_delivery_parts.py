"""A message that Telegram finds too long reaches its reader whole: in parts, in order, with its buttons."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.sender import Sender, SendOptions
from bot.delivery.splitting import part
from bot.rendering import telegram_html
from bot.rendering.button_data import without_proof
from bot.rendering.keyboards import story_buttons
from news.models import Button, Message
from sandbox.server import ANN
from sandbox.text.html_markup import parse_html
from sandbox.world.faults import Fault
from store.delivery import outbox
from tests.bot.stage import CLAIMS, Stage, opened

STORY = (
    '{n}. <b><a href="https://a.example/{n}">Title {n}</a></b>\n'
    + "Words of it. " * 20
    + "\n<i>Paper · 08:00</i>"
)


def digest(stories: int) -> Message:
    text = "<b>Digest</b>\n\n" + "\n".join(
        STORY.format(n=n) for n in range(1, stories + 1)
    )
    return Message(
        text,
        story_buttons([100 + n for n in range(1, stories + 1)], 0),
        stories=tuple(range(stories)),
    )


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as ready:
        yield ready


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


async def test_all_of_it_arrives_in_order_before_what_comes_after_it(
    stage: Stage,
) -> None:
    message = digest(40)
    chat = await stage.chat()
    await stage.put(chat, "before", message, "after")
    await stage.sender.drain()
    first, *parts, last = stage.texts()
    assert (first, last) == ("before", "after")
    assert len(parts) > 2
    assert flat("".join(parts)) == flat(telegram_html.plain(message.html))
    assert (await stage.states()).failed == 0


async def test_stories_stay_whole_and_links_stay_links(stage: Stage) -> None:
    await stage.put(await stage.chat(), digest(30))
    await stage.sender.drain()
    messages = list(stage.sandbox.world.places[ANN].messages.values())
    for message in messages[1:]:
        assert re.match(r"\d+\. Title", message["text"])
    links = [
        entity["url"]
        for message in messages
        for entity in message["entities"]
        if entity["type"] == "text_link"
    ]
    assert links == [f"https://a.example/{n}" for n in range(1, 31)]


async def test_the_last_part_has_every_number_and_each_opens_its_story(
    stage: Stage,
) -> None:
    await stage.put(await stage.chat(), digest(30))
    await stage.sender.drain()
    *others, last = stage.sandbox.world.places[ANN].messages.values()
    assert all("reply_markup" not in message for message in others)
    buttons = [
        button
        for row in last["reply_markup"]["inline_keyboard"]
        for button in row
    ]
    assert [
        (button["text"], without_proof(button["callback_data"]))
        for button in buttons
    ] == [(str(n), f"1:s:{100 + n}") for n in range(1, 31)]


async def test_raw_bytes_are_parted_too(stage: Stage) -> None:
    long = "https://a.example/" + "a" * 1500
    text = "\n".join(
        f'{n}. <a href="{long}{n}">Title {n}</a>' for n in range(1, 41)
    )
    await stage.put(await stage.chat(), Message(text))
    await stage.sender.drain()
    assert re.findall(r"\d+\. Title \d+", "\n".join(stage.texts())) == [
        f"{n}. Title {n}" for n in range(1, 41)
    ]


async def test_markup_that_is_refused_and_too_long_loses_no_words(
    stage: Stage,
) -> None:
    await stage.put(
        await stage.chat(),
        Message("<b>" + "word " * 2000, ((Button("x", "1:s:1"),),)),
    )
    await stage.sender.drain()
    assert flat("".join(stage.texts())) == "word" * 2000


async def test_a_mark_that_makes_it_too_long_does_not_lose_it(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, "x" * 4096)
    (row,) = await stage.db.write(
        outbox.claim, now=stage.clock(), limit=5, lease=600, owner="dead"
    )
    await stage.db.write(outbox.start, [row.id], stage.clock(), owner="dead")
    await stage.sender.drain()
    first, second = stage.texts()
    assert first.split("\n")[0] + second == "x" * 4096
    assert [entry.silent for entry in stage.sandbox.world.ledger] == [
        True,
        False,
    ]


async def test_a_part_whose_answer_is_lost_goes_again_and_the_rest_once(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, Message("a" * 3000 + "\n" + "b" * 3000))
    # The first call is refused all the same, so the second fault strikes the first part.
    stage.sandbox.world.plan.faults.append(
        Fault("drop-after", "sendMessage", count=2)
    )
    await stage.sender.drain()
    stage.ahead += 600
    await stage.sender.drain()
    words = [text.split("\n")[0] for text in stage.texts()]
    assert words == ["a" * 3000, "a" * 3000, "b" * 3000]


async def test_a_restart_between_two_parts_sends_only_the_rest(
    stage: Stage,
) -> None:
    chat = await stage.chat()
    await stage.put(chat, digest(40))
    sender = Sender(
        stage.db,
        stage.bot,
        owner="one",
        clock=stage.clock,
        claims=CLAIMS,
        pace=SendOptions(flights=1, batch=1),
    )
    await sender._round()
    await sender._wait_in_flight()
    assert len(stage.texts()) == 1
    await stage.make("two").drain()
    numbers = [
        int(found)
        for text in stage.texts()
        for found in re.findall(r"(\d+)\. Title", text)
    ]
    assert numbers == list(range(1, 41))


@given(st.integers(1, 400), st.text(alphabet="ab 字\n&", max_size=2000))
def test_a_part_and_the_rest_are_the_whole(limit: int, words: str) -> None:
    text = f'<b>{telegram_html.escape(words)}</b><a href="https://a.example/"><i>{telegram_html.escape(words)}</i></a>'
    head, rest = part(text, limit)
    assert flat(telegram_html.plain(head) + telegram_html.plain(rest)) == flat(
        telegram_html.plain(text)
    )
    if rest:
        assert 0 < len(telegram_html.plain(head).strip()) <= limit
    for each in (head, rest):
        parse_html(each)
