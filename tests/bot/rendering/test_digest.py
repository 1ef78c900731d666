"""A digest becomes messages that Telegram takes whole, each story in one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.button_data import data
from bot.rendering.digest import render
from bot.rendering.i18n import tongue
from bot.rendering.whole_story import story_message
from news.models import (
    BoardSection,
    Digest,
    Entry,
    Message,
    Pick,
    Report,
    Standing,
    Story,
    StoryWithReports,
)
from news.shorten import (
    DIGEST_ALONE,
    DIGEST_ROOM,
    digest_room,
    join_sentences,
)
from sandbox.text.entities import check_text

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def story(number: int = 1, **changes: Any) -> StoryWithReports:
    values: dict[str, Any] = {
        "id": number,
        "key": f"k{number}",
        "title": f"Headline {number}",
        "url": f"https://news.example/{number}",
        "summary": ("First.", "Second.", "Third.", "Fourth.", "Fifth."),
        "language": "en",
        "published_at": NOW - timedelta(hours=1),
        "publisher": "Example Times",
    }
    return StoryWithReports(**(values | changes))


def digest(*stories: Story, topic: str = "tech", **changes: Any) -> Digest:
    picks = tuple(Pick(story, 1.0) for story in stories)
    return replace(
        Digest(
            "Morning", ((topic, picks),) if picks else (), "Asia/Shanghai", NOW
        ),
        **changes,
    )


def shown(message: Message) -> str:
    return check_text(message.html, "HTML")[0]


def test_an_empty_digest_gives_no_message() -> None:
    assert render(digest(), "en") == []
    assert render(Digest("Morning", (("tech", ()),), "UTC", NOW), "en") == []


def test_a_digest_is_title_topic_and_linked_headlines() -> None:
    (message,) = render(digest(story(1), story(2)), "en")
    lines = shown(message).split("\n")
    assert lines[0] == "Morning"
    assert "Technology" in lines[2] or "Tech" in lines[2]
    assert lines[3:6] == [
        "1. Headline 1",
        "First. Second.",
        "Example Times · 15:00",
    ]
    assert lines[6:8] == ["", "2. Headline 2"]
    assert '<a href="https://news.example/1">Headline 1</a>' in message.html
    assert message.stories == (1, 2)


@pytest.mark.parametrize(
    ("style", "between"), [("headline", 0), ("short", 1), ("full", 1)]
)
def test_a_blank_line_parts_stories_of_several_lines(
    style: Literal["headline", "short", "full"], between: int
) -> None:
    told = replace(
        digest(),
        sections=(
            ("tech", (Pick(story(1), 1.0), Pick(story(2), 1.0))),
            ("sports", (Pick(story(3), 1.0),)),
        ),
        style=style,
    )
    (message,) = render(told, "en")
    text = shown(message)
    blank = "\n" * (between + 1)
    assert re.search(rf"[^\n]{blank}2\. Headline 2", text)
    # Never two blank lines, at the end of a section either.
    assert "\n\n\n" not in text


def standing(rank: int, moved: int | None, hours: float) -> Standing:
    entry = Entry(f"https://board.example/{rank}", f"Line {rank} <b>")
    return Standing(entry, rank, moved, NOW - timedelta(hours=hours))


def test_a_hot_list_stands_behind_the_stories_with_rank_movement_and_time() -> (
    None
):
    lines = (
        standing(1, 3, 2),
        standing(2, -1, 26),
        standing(3, None, 0),
        standing(14, 0, 0.5),
    )
    boards = (BoardSection("Town <board>", lines),)
    (message,) = render(digest(story(7), boards=boards), "en")
    told = shown(message).split("\n")
    assert told[-5:] == [
        "🔥 Town <board>",
        "1. Line 1 <b> ↑3 · 2 hours",
        "2. Line 2 <b> ↓1 · 26 hours",
        "3. Line 3 <b> 🆕",
        "14. Line 14 <b> · 30 minutes",
    ]
    assert message.stories == (7,)
    (alone,) = render(digest(boards=boards), "en")
    assert (alone.stories, alone.buttons) == ((), ())


def test_number_buttons_open_their_stories() -> None:
    (message,) = render(
        digest(*(story(number) for number in range(11, 21))), "en"
    )
    buttons = [button for row in message.buttons for button in row]
    assert [button.text for button in buttons] == [
        str(number) for number in range(1, 11)
    ]
    assert [button.data for button in buttons] == [
        data(OpenStory(number)) for number in range(11, 21)
    ]
    assert [len(row) for row in message.buttons] == [5, 5]


@pytest.mark.parametrize(
    ("style", "sentences"),
    [
        ("headline", ""),
        ("short", "First. Second."),
        ("full", "First. Second. Third. Fourth."),
    ],
)
def test_the_style_decides_how_much_is_told(
    style: Literal["headline", "short", "full"], sentences: str
) -> None:
    (message,) = render(digest(story(), style=style), "en")
    text = shown(message)
    assert sentences in text
    assert ("First." in text) == bool(sentences)
    assert ("Third." in text) == (style == "full")
    assert "Example Times · 15:00" in text


@pytest.mark.parametrize("style", ["short", "full"])
def test_a_headline_told_alone_leaves_no_gap(
    style: Literal["short", "full"],
) -> None:
    alone = story(summary=())
    (message,) = render(digest(alone, story(2), style=style), "en")
    lines = shown(message).split("\n")
    assert lines[3:5] == ["1. Headline 1", "Example Times · 15:00"]
    whole = story_message(alone, "en", "UTC", NOW)
    assert "\n\n\n" not in shown(whole)


def test_a_story_of_several_articles_says_so() -> None:
    assert tongue("en").say("digest.sources", n=5) in shown(
        render(digest(story(articles=5)), "en")[0]
    )
    assert tongue("zh-Hans").say("digest.sources", n=5) in shown(
        render(digest(story(articles=5)), "zh-Hans")[0]
    )


def test_topics_are_named_in_the_chats_language() -> None:
    (chinese,), (english,) = (
        render(digest(story(), topic="sports"), locale)
        for locale in ("zh-Hans", "en")
    )
    assert "体育" in shown(chinese)
    assert "Sport" in shown(english)


def test_a_topic_that_nobody_knows_stands_under_other() -> None:
    (message,) = render(digest(story(), topic="no-such-topic"), "en")
    assert tongue("en").say("digest.other") in shown(message)


def test_a_story_told_before_is_written_for_this_chat_and_this_day() -> None:
    """Lines are kept for the next digest like it: nothing of another chat's may stay in them."""
    one = story(1, published_at=NOW)
    for zone, now, style, seen in (
        ("UTC", NOW, "short", "Example Times · 08:00"),
        ("Asia/Tokyo", NOW, "short", "Example Times · 17:00"),
        (
            "UTC",
            NOW + timedelta(days=1),
            "short",
            "Example Times · Nov 23 08:00",
        ),
        ("UTC", NOW, "headline", "1. Headline 1 Example Times · 08:00"),
        ("UTC", NOW, "short", "Example Times · 08:00"),
    ):
        (written,) = render(digest(one, zone=zone, now=now, style=style), "en")
        assert seen in shown(written)
    (later,) = render(digest(story(7), one), "en")
    assert "2. Headline 1" in shown(later)
    (other,) = render(digest(story(1, title="Corrected")), "en")
    assert "Corrected" in shown(other)
    assert "Headline 1" not in shown(other)


def test_each_topic_is_headed_once_and_numbers_go_on() -> None:
    picks = [
        tuple(Pick(story(number), 1.0) for number in pair)
        for pair in ((1, 2), (3, 4))
    ]
    (message,) = render(
        digest(sections=(("tech", picks[0]), ("sports", picks[1]))), "en"
    )
    assert re.findall(r"^(\d)\. ", shown(message), re.MULTILINE) == [
        "1",
        "2",
        "3",
        "4",
    ]
    assert shown(message).count("Sport") == 1


def test_what_comes_from_outside_is_escaped() -> None:
    bad = story(
        title='<b>x</b> & "y"',
        summary=("a<script>b",),
        publisher="<i>P</i>",
        url='https://news.example/"><b>',
    )
    (message,) = render(digest(bad, title="<u>T</u>"), "en")
    text = shown(message)
    for part in ('<b>x</b> & "y"', "a<script>b", "<i>P</i>", "<u>T</u>"):
        assert part in text


def test_long_parts_are_shortened() -> None:
    long = story(title="T" * 500, summary=("S" * 2000,), publisher="P" * 300)
    text = shown(render(digest(long, title="D" * 500), "en")[0])
    assert max(map(len, text.split("\n"))) <= DIGEST_ALONE
    assert "D" * 61 not in text
    assert "P" * 41 not in text


def test_a_long_digest_is_parted_between_stories() -> None:
    stories = [
        story(number, summary=("字" * 400,), title="标题" * 60, language="zh")
        for number in range(1, 31)
    ]
    messages = render(digest(*stories), "zh-Hans")
    assert len(messages) > 2
    assert [
        number for message in messages for number in message.stories
    ] == list(range(1, 31))
    for index, message in enumerate(messages):
        first, *_ = shown(message).split("\n")
        assert first == f"Morning ({index + 1}/{len(messages)})"
        numbers = re.findall(r"^(\d+)\. ", shown(message), re.MULTILINE)
        assert numbers == [
            button.text for row in message.buttons for button in row
        ]
        assert len(numbers) == len(message.stories)


# Other tests run the same lines: here they are run with any text.
@pytest.mark.untraced
@given(
    stories=st.lists(
        st.builds(
            lambda title, body, tail, publisher: (
                title,
                body,
                f"https://news.example/{tail}",
                publisher,
            ),
            st.text(max_size=300),
            st.text(max_size=900),
            st.text(max_size=400),
            st.text(max_size=80),
        ),
        min_size=1,
        max_size=30,
    ),
    title=st.text(min_size=1, max_size=300),
    style=st.sampled_from(["headline", "short", "full"]),
)
@settings(max_examples=40)
def test_telegram_takes_every_message(
    stories: list[tuple[str, str, str, str]],
    title: str,
    style: Literal["headline", "short", "full"],
) -> None:
    told = [
        story(
            number,
            title=headline,
            summary=(body,),
            url=url,
            publisher=publisher,
        )
        for number, (headline, body, url, publisher) in enumerate(stories, 1)
    ]
    messages = render(
        digest(
            *told, title=title, style=style, web_url="https://bot.example/d/1"
        ),
        "en",
    )
    assert [number for message in messages for number in message.stories] == [
        each.id for each in told
    ]
    for message in messages:
        text, _ = check_text(message.html, "HTML")
        assert 0 < len(text) <= telegram_html.MAX_TEXT
        assert telegram_html.fits(message.html)


def test_long_addresses_stay_under_the_raw_limit() -> None:
    stories = [
        story(number, url="https://news.example/?" + "a&" * 900)
        for number in range(1, 31)
    ]
    messages = render(digest(*stories), "en")
    assert len(messages) > 1
    assert all(
        len(message.html.encode()) <= telegram_html.MAX_BYTES
        for message in messages
    )


def test_only_the_last_message_links_the_digests_page() -> None:
    stories = [
        story(number, summary=("x" * 250,), title="t" * 150)
        for number in range(1, 31)
    ]
    messages = render(digest(*stories, web_url="https://bot.example/d/1"), "en")
    assert [
        "https://bot.example/d/1" in message.html for message in messages
    ] == [False] * (len(messages) - 1) + [True]
    assert "href" in messages[0].html


def test_an_address_that_telegram_would_not_link_is_left_out() -> None:
    (message,) = render(
        digest(
            story(url="javascript:alert(1)"),
            web_url="http://localhost:8080/d",
            preview=True,
        ),
        "en",
    )
    assert "href" not in message.html
    assert message.preview == ""
    assert "Headline 1" in shown(message)


def test_preview_and_picture_are_the_first_storys_where_wanted() -> None:
    lead = story(image="https://news.example/1.jpg")
    plain, rich = (
        render(digest(lead, story(2), preview=on, images=on), "en")[0]
        for on in (False, True)
    )
    assert (plain.preview, plain.image) == ("", "")
    assert (rich.preview, rich.image) == (
        "https://news.example/1",
        "https://news.example/1.jpg",
    )


def test_the_first_story_with_a_picture_lends_it_also_to_a_digest_that_is_too_long_for_a_caption() -> (
    None
):
    stories = [
        story(1),
        story(2, image="ftp://x/1.jpg"),
        story(3, image="https://news.example/3.jpg"),
    ]
    message = render(
        digest(
            *stories, *(story(number) for number in range(4, 30)), images=True
        ),
        "en",
    )[0]
    assert not telegram_html.fits(message.html, telegram_html.MAX_CAPTION)
    assert message.image == "https://news.example/3.jpg"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "甲。乙。"),
        ("zh-Hant", "甲。乙。"),
        ("ja", "甲。乙。"),
        ("en", "甲。 乙。"),
    ],
)
def test_sentences_are_joined_as_their_language_does(
    language: str, expected: str
) -> None:
    assert join_sentences(("甲。", "乙。"), language) == expected


def reports(
    count: int, url: str = "https://news.example/r"
) -> tuple[Report, ...]:
    return tuple(
        Report(
            f"{url}{number}",
            f"Title {number}",
            f"Publisher {number}",
            NOW,
            "reprint" if number % 2 else "report",
        )
        for number in range(count)
    )


def test_a_story_is_told_whole_with_its_sources() -> None:
    message = story_message(
        story(reports=reports(2)), "en", "Asia/Shanghai", NOW
    )
    english = tongue("en")
    assert shown(message).split("\n") == [
        "Headline 1",
        "",
        "First. Second. Third. Fourth. Fifth.",
        "",
        english.say("story.sources"),
        f"• Publisher 0 · 16:00 · {english.say('story.report')}",
        f"• Publisher 1 · 16:00 · {english.say('story.reprint')}",
    ]
    assert message.preview == "https://news.example/1"
    assert message.stories == (1,)


def test_a_source_without_a_time_is_shown_without_one() -> None:
    report = Report("https://news.example/r", "T", "P", None)
    message = story_message(story(reports=(report,)), "en", "UTC", NOW)
    assert f"• P · {tongue('en').say('story.report')}" in shown(message)


def test_more_than_fifteen_sources_are_counted() -> None:
    message = story_message(story(reports=reports(20)), "en", "UTC", NOW)
    assert shown(message).count("•") == 15
    assert tongue("en").say("story.more", n=5) in shown(message)


@pytest.mark.parametrize("summary", [(), ("x" * 1400,)])
def test_a_story_that_would_not_fit_leaves_sources_out(
    summary: tuple[str, ...],
) -> None:
    heavy = story(
        summary=summary,
        reports=reports(15, "https://news.example/?" + "a&" * 900),
    )
    message = story_message(heavy, "en", "UTC", NOW)
    text = shown(message)
    assert 0 < text.count("•") < 15
    assert tongue("en").say("story.more", n=15 - text.count("•")) in text
    assert tongue("en").say("story.sources") in text
    assert telegram_html.fits(message.html)


@given(st.text(max_size=400), st.text(max_size=3000))
@settings(max_examples=40)
def test_telegram_takes_every_story(title: str, body: str) -> None:
    message = story_message(
        story(title=f"t{title}", summary=(body,), reports=reports(9)),
        "en",
        "UTC",
        NOW,
    )
    assert check_text(message.html, "HTML")[0].startswith("t")
    assert telegram_html.fits(message.html)


def test_a_label_heads_its_stories_and_is_no_markup() -> None:
    (message,) = render(digest(story(), topic="#work & <play>"), "en")
    assert "🏷 <b>work &amp; &lt;play&gt;</b>" in message.html


def test_a_first_sentence_that_hardly_fits_is_told_whole() -> None:
    sentence = f"The ferry {'sails on and ' * 22}comes home."
    assert DIGEST_ROOM < len(sentence) < DIGEST_ALONE
    one = story(summary=(sentence, "It rained."))
    told = shown(render(digest(one), "en")[0])
    assert sentence in told
    assert "It rained." not in told


def test_a_second_sentence_fits_where_a_language_says_more() -> None:
    first = f"El barco {'sigue y ' * 18}llega."
    told = f"La alcaldesa {'dijo que ' * 13}vuelve."
    assert DIGEST_ROOM < len(f"{first} {told}") <= digest_room("es")
    spanish = story(summary=(first, told), language="es")
    english = story(summary=(first, told))
    assert told in shown(render(digest(spanish), "en")[0])
    assert told not in shown(render(digest(english), "en")[0])
