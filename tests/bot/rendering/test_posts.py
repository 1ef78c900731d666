"""A post shows what its format says, and a long text comes whole, in parts that Telegram takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.rendering import telegram_html
from bot.rendering.posts import PARTS, write_post
from news.models import Media, Message, Story
from news.post_format import Post, PostFormat, parse
from sandbox.text.html_markup import parse_html
from store.rows import Chat

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STORY = Story(
    7,
    "k",
    "Ferry & pier reopen",
    "https://www.harbour.example/ferry",
    ("The pier opened.", "Ferries run hourly.", "Tickets cost two crowns."),
    "en",
    datetime(2026, 11, 23, 8, tzinfo=UTC),
    "Harbour Post",
    ("tech", "world"),
)
CHAT = Chat(1, 1, locale="en", zone="UTC")


def posts(words: str, text: str = "", **chat: object) -> list[Message]:
    form = parse(words)
    assert form is not None
    post = Post(STORY, form, "Ada Berg", text)
    return write_post(post, replace(CHAT, **chat), NOW)  # type: ignore[arg-type]


def shown(words: str, **chat: object) -> str:
    (message,) = posts(words, **chat)
    return message.html


def test_the_usual_post_has_title_summary_source_and_buttons() -> None:
    (message,) = posts("")
    lines = message.html.split("\n")
    assert lines[0].startswith(
        '<b><a href="https://www.harbour.example/ferry">Ferry &amp; pier'
    )
    assert lines[1] == "The pier opened. Ferries run hourly."
    assert lines[2].startswith("<i>Harbour Post")
    assert message.buttons
    assert message.stories == (7,)


@pytest.mark.parametrize(
    ("words", "there", "missing"),
    [
        ("title", "reopen", "The pier opened"),
        ("tags", "#Tech", "Ada"),
        ("author", "Ada Berg", "#"),
        ("no-source", "reopen", "Harbour Post"),
        ("name=The Pier", "The Pier", "Harbour Post"),
        (
            "link-end",
            '🔗 <a href="https://www.harbour.example/ferry">',
            "<b><a",
        ),
    ],
)
def test_each_word_changes_one_thing(
    words: str, there: str, missing: str
) -> None:
    html = shown(words)
    assert there in html
    assert missing not in html


def test_without_a_word_the_chats_style_decides() -> None:
    assert "The pier opened" not in shown("", style="headline")
    assert "The pier opened" in shown("summary", style="headline")
    assert "Tickets cost" in shown("", style="full")


def test_hashtags_are_live_and_one_word_each() -> None:
    html = shown("tags", locale="zh-Hans")
    assert "#科技" in html
    assert telegram_html.WORD_JOINER not in html.split("#", 1)[1].split()[0]


def test_a_short_text_stands_open() -> None:
    (message,) = posts("whole", "First.\n\nSecond <b>.")
    assert "First.\n\nSecond &lt;b&gt;." in message.html
    assert "blockquote" not in message.html


def test_of_a_long_text_the_first_paragraphs_stand_open_and_the_rest_unfolds() -> (
    None
):
    (message,) = posts(
        "whole", "\n".join(f"Paragraph {n}. " + "word " * 50 for n in range(8))
    )
    opened, _, folded = message.html.partition("<blockquote expandable>")
    assert "Paragraph 1." in opened
    assert "Paragraph 2." not in opened
    assert "Paragraph 7." in folded
    assert folded.index("</blockquote>") < folded.index("Harbour Post")


@pytest.mark.parametrize(
    "line",
    ["word " * 60, "一二三四五。" * 50, "&" * 700, "x" * 9000, "漢" * 5000],
    ids=["words", "chinese", "escapes", "one word", "no ends"],
)
def test_every_part_is_within_telegrams_limits_and_nothing_is_left_out_before_the_end(
    line: str,
) -> None:
    messages = posts("whole", "\n".join([line] * 12), images=True)
    assert 1 <= len(messages) <= PARTS
    for message in messages:
        parse_html(message.html)
        assert telegram_html.fits(message.html)
    assert [bool(message.buttons) for message in messages] == [False] * (
        len(messages) - 1
    ) + [True]
    assert "Harbour Post" in messages[-1].html
    first = line.strip()[:500]
    assert (
        telegram_html.plain(messages[0].html).replace("\u2060", "").count(first)
        >= 1
    )


def test_a_text_that_is_far_too_long_ends_with_its_link() -> None:
    messages = posts("whole link-end", "\n".join(["word " * 500] * 40))
    assert len(messages) == PARTS
    assert "…" in messages[-1].html
    assert "harbour.example" in messages[-1].html


def test_the_picture_goes_with_the_first_part() -> None:
    post = Post(
        replace(STORY, image="https://harbour.example/a.jpg"),
        PostFormat("whole"),
        "",
        "x",
    )
    (message,) = write_post(post, replace(CHAT, images=True), NOW)
    assert message.image == "https://harbour.example/a.jpg"


def test_the_articles_own_markup_is_kept_and_quotations_unfold_as_text() -> (
    None
):
    lines = [
        "The pier opened.",
        "We wait.",
        *(f"Paragraph {n} " + "word " * 60 for n in range(6)),
    ]
    lines.append("They left.")
    markup = (
        (
            "The pier opened.",
            'The <a href="https://n.example/pier">pier</a> opened.',
        ),
        ("We wait.", "<blockquote>We wait.</blockquote>"),
        ("They left.", "<blockquote>They <b>left</b>.</blockquote>"),
    )
    post = Post(STORY, PostFormat("whole"), "", "\n".join(lines), markup)
    (message,) = write_post(post, CHAT, NOW)
    assert '<a href="https://n.example/pier">pier</a>' in message.html
    assert "<blockquote>We wait.</blockquote>" in message.html
    assert "❝ They <b>left</b>." in message.html
    parse_html(message.html)


PICTURES = tuple(
    Media(f"https://p.example/the-long-pier-{n}.jpg", "image/*") for n in "12"
)
EPISODE = Media("https://p.example/talk.mp3", "audio/mpeg", size=90_000_000)


def with_media(
    words: str, media: tuple[Media, ...], text: str = ""
) -> list[Message]:
    form = parse(words)
    assert form is not None
    story = replace(STORY, image="https://p.example/lead.jpg")
    return write_post(Post(story, form, "", text, (), media), CHAT, NOW)


def test_pictures_stand_above_the_text_where_it_fits_below_them() -> None:
    (message,) = with_media("media", PICTURES)
    assert [item.url for item in message.attachments] == [
        item.url for item in PICTURES
    ]
    assert "The pier opened" in message.html


def test_a_text_too_long_for_a_caption_comes_behind_its_pictures() -> None:
    album, *texts = with_media("media whole", PICTURES, "A word of it. " * 200)
    assert (len(album.attachments), album.buttons) == (2, ())
    assert telegram_html.length(album.html) < telegram_html.MAX_CAPTION
    assert all(not message.attachments for message in texts)
    assert texts[-1].buttons


def test_who_wants_no_media_gets_none_and_a_picture_alone_is_enough() -> None:
    assert with_media("no-media", PICTURES)[0].attachments == ()
    (single,) = with_media("media", ())
    assert (single.image, single.attachments) == (
        "https://p.example/lead.jpg",
        (),
    )


def test_a_sound_too_large_to_carry_is_linked() -> None:
    (message,) = with_media("media", (EPISODE,))
    assert message.attachments == ()
    assert f'🎧 <a href="{EPISODE.url}">Listen</a>' in message.html


@pytest.mark.parametrize(
    ("text", "root", "token", "leads"),
    [
        (
            "A word of it. " * 100,
            "https://j.example",
            "secret-of-the-chat",
            True,
        ),
        ("A short text.", "https://j.example", "secret-of-the-chat", False),
        ("A word of it. " * 100, "", "secret-of-the-chat", False),
        ("A word of it. " * 100, "https://j.example", "", False),
    ],
)
def test_a_long_text_stands_on_the_storys_page_where_there_is_one(
    text: str, root: str, token: str, leads: bool
) -> None:
    form = parse("page")
    assert form is not None
    chat = replace(CHAT, feed_token=token)
    first, *_ = write_post(Post(STORY, form, "", text), chat, NOW, root)
    page = "https://j.example/d/secret-of-the-chat/story/7"
    assert (first.preview == page and first.large) is leads
    assert (page in first.html) is leads
    assert (
        "A word of it" in first.html or "A short text" in first.html
    ) is not leads
