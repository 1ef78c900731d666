"""Safe output: whatever strangers write, the bot sends messages that Telegram accepts and that deceive no reader."""

from __future__ import annotations

import os
import string
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering import telegram_html
from bot.rendering.digest import render
from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.notifications import NoticeTexts
from bot.rendering.whole_story import story_message
from news.changes import Correction
from news.models import Digest, Pick, Report, StoryWithReports
from sandbox.text.entities import check_text
from store.rows import Chat
from tests.odd import ADDRESSES, PIECES, addresses, judge, judge_message, texts

# Other tests run the same lines: here they are run with any text.
pytestmark = pytest.mark.untraced


NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EXAMPLES = int(os.environ.get("JIANBAO_TEST_EXAMPLES", "25"))
QUICK = settings(max_examples=EXAMPLES)
LOCALE = st.sampled_from(LOCALES)
reports = st.builds(
    Report,
    url=addresses,
    title=texts,
    publisher=texts,
    published_at=st.just(NOW),
    kind=st.sampled_from(["report", "reprint"]),
)
stories = st.builds(
    StoryWithReports,
    id=st.integers(1, 2**53),
    key=texts,
    title=texts.filter(lambda text: bool(telegram_html.clean(text).strip())),
    url=addresses,
    summary=st.lists(texts, max_size=5).map(tuple),
    language=st.sampled_from(["zh-Hans", "en", "und", "ar"]),
    published_at=st.just(NOW),
    publisher=texts,
    topics=st.just(("tech",)),
    publishers=st.integers(0, 10**9),
    articles=st.integers(0, 10**9),
    image=addresses,
    reports=st.lists(reports, max_size=4).map(tuple),
)
STYLES = st.sampled_from(["headline", "short", "full"])


def _chat(locale: str, style: Any) -> Chat:
    return Chat(
        id=1,
        telegram_id=1,
        kind="private",
        title="x",
        locale=locale,
        zone="UTC",
        schedule="08:00",
        style=style,
        images=True,
        preview=True,
    )


@QUICK
@given(
    st.lists(stories, max_size=4),
    texts,
    LOCALE,
    STYLES,
    addresses,
    st.sampled_from(["tech", "", "<b>", "source"]),
)
def test_digests(
    found: list[StoryWithReports],
    title: str,
    locale: str,
    style: Any,
    web: str,
    topic: str,
) -> None:
    picks = tuple(Pick(each, 1.0) for each in found)
    digest = Digest(
        title,
        ((topic, picks),),
        "Asia/Shanghai",
        NOW,
        style=style,
        images=True,
        preview=True,
        web_url=web,
    )
    messages = render(digest, locale)
    assert [story for message in messages for story in message.stories] == [
        each.id for each in found
    ]
    for message in messages:
        assert judge_message(message)


@QUICK
@given(stories, LOCALE, st.booleans())
def test_a_story_opened_whole(
    story: StoryWithReports, locale: str, saved: bool
) -> None:
    assert judge_message(story_message(story, locale, "UTC", NOW, saved=saved))


@QUICK
@given(stories, reports, st.lists(texts, max_size=8), LOCALE, STYLES)
def test_alerts_and_developments(
    story: StoryWithReports,
    report: Report,
    new: list[str],
    locale: str,
    style: Any,
) -> None:
    chat = _chat(locale, style)
    assert judge_message(NoticeTexts().alert(story, chat, NOW))
    assert judge_message(
        NoticeTexts().development(story, report, new, chat, NOW)
    )
    assert judge_message(NoticeTexts().empty(chat, story.title))


@QUICK
@given(
    stories,
    st.lists(st.tuples(texts, texts), max_size=9),
    texts,
    LOCALE,
    st.booleans(),
)
def test_corrections(
    story: StoryWithReports,
    pairs: list[tuple[str, str]],
    notice: str,
    locale: str,
    withdrawn: bool,
) -> None:
    correction = Correction(
        withdrawn, notice, pairs[0] if pairs else ("", ""), tuple(pairs), 3
    )
    assert judge_message(
        NoticeTexts().correction(story, correction, _chat(locale, "short"), NOW)
    )


@QUICK
@given(texts, addresses)
def test_a_link_is_a_web_link_or_none(text: str, address: str) -> None:
    shown = telegram_html.link(text, address)
    if shown.strip():
        judge(f"x {shown}")
    assert telegram_html.clean(
        telegram_html.clean(text)
    ) == telegram_html.clean(text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_scheme_but_the_webs_is_linked(address: str) -> None:
    safe = telegram_html.safe_url(address)
    assert safe == "" or safe.startswith(("http://", "https://"))
    assert not any(
        ord(char) <= 32 or ord(char) > 126 or char in '<>"' for char in safe
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_of_a_language_bears_whatever_fills_its_places(
    locale: str,
) -> None:
    speech = tongue(locale)
    odd = telegram_html.escape("".join(PIECES) + "<a href='javascript:x'>")
    plain_keys = 0
    for key, forms in speech.texts.items():
        for form in forms:
            places = {
                name for _, name, _, _ in string.Formatter().parse(form) if name
            }
            filled = form.format(
                **{
                    name.partition(":")[0]: 5
                    if name in {"n", "seconds"}
                    else odd
                    for name in places
                }
            )
            shown = telegram_html.plain(filled)
            assert shown.strip(), key
            plain_keys += 1
            if telegram_html.fits(filled):
                judge(filled)
            assert "javascript:x'>" not in filled, key
    assert plain_keys > 100


def test_a_text_that_is_too_long_is_cut_without_breaking_its_markup() -> None:
    for text in (
        "<b>head</b>\n" + "x" * 5000,
        "x" * 9000,
        "<b>" + "y\n" * 4000 + "</b>",
        "&amp;" * 9000,
        "<a href='http://a.example/'>" * 2 + "z" * 9000 + "</a>" * 2,
        "<i>" + "中" * 20_000 + "</i>",
    ):
        shown = check_text(telegram_html.cut(text), "HTML")[0]
        assert (
            telegram_html.MAX_TEXT // 2 < len(shown) <= telegram_html.MAX_TEXT
        )
    assert (
        telegram_html.cut("<b>head</b>\n" + "x" * 3000 + "\n" + "y" * 3000)
        == "<b>head</b>\n" + "x" * 3000
    )
    assert telegram_html.cut("short") == "short"
