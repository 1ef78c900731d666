"""Every catalogue says all that English says, with the same places, in markup that Telegram takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from bot.rendering import telegram_html
from bot.rendering.i18n import (
    FALLBACK,
    LOCALES,
    NAMES,
    exists,
    nearest,
    read_catalogue,
    tongue,
)
from bot.rendering.switch_words import is_off
from news.schedule import parse_schedule
from sandbox.text.html_markup import parse_html

WRITTEN = tuple(locale for locale in LOCALES if exists(locale))
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def forms(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    found = {}
    for message in catalogue:
        key = (
            message.id[0]
            if isinstance(message.id, tuple | list)
            else message.id
        )
        found[str(key)] = (
            tuple(message.string)
            if isinstance(message.string, tuple | list)
            else (str(message.string),)
        )
    return {key: value for key, value in found.items() if key}


def places(text: str) -> set[str]:
    return {
        name for _, name, _, _ in Formatter().parse(text) if name is not None
    }


def test_english_and_simplified_chinese_are_written() -> None:
    assert {"en", "zh-Hans"} <= set(WRITTEN)
    assert set(NAMES) == set(LOCALES)


@pytest.mark.parametrize("locale", WRITTEN)
def test_a_catalogue_has_every_key_and_no_other(locale: str) -> None:
    assert set(forms(read_catalogue(locale))) == set(
        forms(read_catalogue(FALLBACK))
    )


@pytest.mark.parametrize("locale", WRITTEN)
def test_no_text_is_left_empty_or_fuzzy(locale: str) -> None:
    catalogue = read_catalogue(locale)
    assert [
        key for key, texts in forms(catalogue).items() if not all(texts)
    ] == []
    assert [
        message.id for message in catalogue if message.id and message.fuzzy
    ] == []


@pytest.mark.parametrize("locale", WRITTEN)
def test_every_text_has_the_places_of_english(locale: str) -> None:
    english = {
        key: set().union(*map(places, texts))
        for key, texts in forms(read_catalogue(FALLBACK)).items()
    }
    wrong = {
        key: text
        for key, texts in forms(read_catalogue(locale)).items()
        for text in texts
        # A plural form may leave the number out: "one source".
        if not english[key] - {"n"} <= places(text) <= english[key]
    }
    assert wrong == {}


@pytest.mark.parametrize("locale", WRITTEN)
def test_every_plural_has_as_many_forms_as_its_language(locale: str) -> None:
    catalogue = read_catalogue(locale)
    counts = {
        key: len(texts)
        for key, texts in forms(catalogue).items()
        if len(texts) > 1
    }
    assert set(counts.values()) <= {catalogue.num_plurals}


@pytest.mark.parametrize("locale", WRITTEN)
def test_every_text_is_markup_that_telegram_takes(locale: str) -> None:
    for key, texts in forms(read_catalogue(locale)).items():
        for text in texts:
            shown, _ = parse_html(text)
            assert shown.strip(), key
            assert telegram_html.fits(text), key


def test_n_chooses_the_plural() -> None:
    english = tongue("en")
    texts = {english.say("digest.sources", n=number) for number in (1, 2, 5)}
    assert len(texts) == 3
    assert "1" in english.say("digest.sources", n=1)
    assert english.say("digest.sources", n=1).rstrip("s") != english.say(
        "digest.sources", n=2
    )


@pytest.mark.parametrize("number", [0, 1, 2, 5, 11, 21])
def test_a_language_without_plurals_always_says_the_same(number: int) -> None:
    chinese = tongue("zh-Hans")
    assert chinese.say("digest.sources", n=number) == chinese.say(
        "digest.sources", n=99
    ).replace("99", str(number))


def test_a_key_that_nobody_wrote_is_said_as_it_is() -> None:
    assert tongue("zh-Hans").say("no.such.key", name="x") == "no.such.key"


def test_a_text_whose_places_are_not_filled_is_still_said() -> None:
    assert "{zone}" in tongue("en").say("start.hour")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh-hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("de-AT", "de"),
        ("pt-br", "en"),
        ("ru", "ru"),
        ("", "en"),
        (None, "en"),
        ("english", "en"),
    ],
)
def test_a_tag_leads_to_the_nearest_language(
    tag: str | None, locale: str
) -> None:
    assert nearest(tag) == locale


def test_a_time_is_that_of_the_chats_zone() -> None:
    assert tongue("en").clock(NOW, "Asia/Shanghai") == "16:00"
    assert tongue("zh-Hans").clock(NOW, "America/New_York") == "03:00"


def test_a_stamp_shows_the_day_only_where_it_is_not_today() -> None:
    english = tongue("en")
    assert (
        english.stamp(NOW, "Asia/Shanghai", NOW + timedelta(hours=7)) == "16:00"
    )
    assert (
        english.stamp(NOW, "Asia/Shanghai", NOW + timedelta(hours=9))
        == "Nov 23 16:00"
    )


@pytest.mark.parametrize(
    ("locale", "near", "far"),
    [
        ("zh-Hans", "11月23日 16:00", "2026年11月23日"),
        ("ja", "11月23日 16:00", "2026年11月23日"),
        ("de", "23. Nov. 16:00", "23. Nov. 2026"),
        ("fr", "23 nov. 16:00", "23 nov. 2026"),
        ("ru", "23 нояб. 16:00", "23 нояб. 2026\N{NARROW NO-BREAK SPACE}г."),
    ],
)
def test_a_stamp_writes_days_as_the_language_does(
    locale: str, near: str, far: str
) -> None:
    said = tongue(locale)
    soon, late = NOW + timedelta(days=2), NOW + timedelta(days=400)
    assert said.stamp(NOW, "Asia/Shanghai", soon) == near
    assert said.stamp(NOW, "Asia/Shanghai", late) == far


def test_how_long_ago_is_said_in_words() -> None:
    assert tongue("en").ago(NOW - timedelta(hours=2), NOW) == "2 hr. ago"
    assert tongue("zh-Hans").ago(NOW - timedelta(hours=2), NOW) == "2小时前"


def test_a_language_without_a_catalogue_speaks_english_until_it_has_one() -> (
    None
):
    for locale in set(LOCALES) - set(WRITTEN):
        assert tongue(locale).say("yes") == tongue("en").say("yes")
    assert not exists("xx")
    assert forms(read_catalogue("pt")) == {}


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "ja"])
def test_scripts_without_italics_have_none(locale: str) -> None:
    leaning = [
        key
        for key, forms in tongue(locale).texts.items()
        if any("<i>" in form for form in forms)
    ]
    assert leaning == []


def test_french_punctuation_never_begins_a_line() -> None:
    loose = re.compile(r" [;:!?»](?:\s|$)|« ")
    texts = tongue("fr").texts
    assert [
        key for key, forms in texts.items() if any(map(loose.search, forms))
    ] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_words_for_off_are_taken_as_the_buttons_say_them(locale: str) -> None:
    speech = tongue(locale)
    for label in ("alerts.off", "quiet.none", "schedule.none"):
        assert is_off(speech.say(label), speech)
    for word in re.findall(
        r"/(?:alerts|quiet|schedule) ([^\s\d。()（）、]+)",
        speech.say("alerts.usage") + speech.say("help.command.schedule"),
    ):
        assert is_off(word, speech) or parse_schedule(f"{word} 8:00", locale), (
            word
        )


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Zone: Berlin"),
        ("fr", "Zone\N{NO-BREAK SPACE}: Berlin"),
        ("zh-Hans", "Zone：Berlin"),
        ("ja", "Zone：Berlin"),
    ],
)
def test_a_name_and_its_value_have_the_languages_colon(
    locale: str, expected: str
) -> None:
    assert tongue(locale).labelled("Zone", "Berlin") == expected
    assert tongue(locale).labelled("Zone", "") == "Zone"


@pytest.mark.parametrize(
    ("locale", "other_form"),
    [
        ("zh-Hans", "您"),
        ("zh-Hant", "你"),
        ("de", r"\b(du|dir|dich|deine?[mnrs]?)\b"),
        ("fr", r"\b(tu|toi|tes|ton)\b"),
        ("es", r"\b(tú|ti|tus?)\b"),
        ("ru", r"\b(ты|тебя|тебе|тво[яеийю]\w*)\b"),
    ],
)
def test_a_language_addresses_people_in_one_form(
    locale: str, other_form: str
) -> None:
    mixed = {
        key: text
        for key, texts in tongue(locale).texts.items()
        for text in texts
        # What people write to the bot is theirs.
        if re.search(other_form, text.lower()) and not key.startswith("reply.")
    }
    assert not mixed
