"""The languages of the interface: gettext catalogues, plurals, dates and times
as each language writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from gettext import c2py
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_skeleton,
    format_time,
    format_timedelta,
)
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALES = ("zh-Hans", "zh-Hant", "en", "es", "de", "fr", "ja", "ru")
FALLBACK = "en"
_BY_TAG = {locale.lower(): locale for locale in LOCALES}
# The script and the regions in a tag of traditional Chinese.
_TRADITIONAL = re.compile("hant|tw|hk|mo")
NAMES = {
    "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English", "es": "Español", "de": "Deutsch", "fr": "Français", "ja": "日本語", "ru": "Русский",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Translator:
    """One interface language."""

    locale: str
    babel: Locale
    texts: dict[str, tuple[str, ...]]
    # Which of a text's forms a number takes: the rule of the catalogue's own
    # head. Babel's rule is the same, and loads all that it knows of the
    # language: 1 MB each.
    plural: Callable[[int], int]

    def say(self, key: str, /, **details: object) -> str:
        """Return the text of a key with its placeholders filled; `n` chooses
        the plural.
        """
        forms = (
            self.texts.get(key)
            or (
                _tongue(FALLBACK).texts.get(key)
                if self.locale != FALLBACK
                else None
            )
            or (key,)
        )
        number = details.get("n")
        index = self.plural(number) if isinstance(number, int) else 0
        index = min(index, len(forms) - 1)
        try:
            return forms[index].format(**details)
        except (KeyError, IndexError):
            return forms[index]

    def labelled(self, name: str, value: str) -> str:
        """Return a name and its value with the language's colon between; the name alone
        where there is no value.
        """
        return self.say("labelled", name=name, value=value) if value else name

    def clock(self, moment: datetime, zone: str) -> str:
        """Return a time of day in a chat's zone."""
        return str(
            format_time(
                moment.astimezone(ZoneInfo(zone)), "HH:mm", locale=self.babel
            )
        )

    def stamp(self, moment: datetime, zone: str, now: datetime) -> str:
        """Return a time, with the day if it is not today, as the language writes days."""
        local = moment.astimezone(ZoneInfo(zone))
        if local.date() == now.astimezone(ZoneInfo(zone)).date():
            return self.clock(moment, zone)
        if abs((now - moment).days) < 300:
            day = format_skeleton("MMMd", local, locale=self.babel)
            return f"{day} {local:%H:%M}"
        return str(format_skeleton("yMMMd", local, locale=self.babel))

    def moment(self, moment: datetime, zone: str) -> str:
        """Return a time with its weekday and date, in a chat's zone."""
        local = moment.astimezone(ZoneInfo(zone))
        day = format_skeleton("MMMEd", local, locale=self.babel)
        return f"{day} {self.clock(moment, zone)}"

    def length(self, span: timedelta) -> str:
        """Return a length of time in words: 2 hours, 3 天."""
        return str(
            format_timedelta(
                span, locale=self.babel, format="long", threshold=1.2
            )
        )

    def ago(self, moment: datetime, now: datetime) -> str:
        """Return how long ago something was, in words."""
        return str(
            format_timedelta(
                moment - now,
                add_direction=True,
                locale=self.babel,
                format="short",
            )
        )


def language_name(tag: str, speech: Translator) -> str:
    """Return a language's name in another language: zh in German is Chinesisch."""
    return str(speech.babel.languages.get(tag.partition("-")[0], tag))


def own_name(tag: str) -> str:
    """Return a language's name for itself: English, русский, 中文; the tag if
    that is unknown.
    """
    language = tag.partition("-")[0]
    try:
        return str(Locale.parse(language).get_language_name(language) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


@lru_cache(maxsize=256)
def tongue(locale: str) -> Translator:
    """Return the interface language of a tag, or the nearest one that exists."""
    return _tongue(nearest(locale))


def nearest(tag: str | None) -> str:
    """Return the interface language for a tag from Telegram or a person:
    `zh-TW` is traditional, `de-AT` German.
    """
    wanted = (tag or "").replace("_", "-").lower()
    if wanted in _BY_TAG:
        return _BY_TAG[wanted]
    if wanted.startswith("zh"):
        return "zh-Hant" if _TRADITIONAL.search(wanted) else "zh-Hans"
    return _BY_TAG.get(wanted.split("-")[0], FALLBACK)


@cache
def _tongue(locale: str) -> Translator:
    """Read a language's catalogue. A text with plural forms has several, in the order of
    the catalogue's plural rule; one without a translation is left out, so that its
    key shows at once that it is missing.
    """
    babel = Locale.parse(locale.replace("-", "_"))
    catalogue = read_catalogue(locale)
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        key = (
            message.id[0]
            if isinstance(message.id, tuple | list)
            else message.id
        )
        forms = (
            message.string
            if isinstance(message.string, tuple | list)
            else (message.string,)
        )
        if key and all(forms):
            texts[str(key)] = tuple(str(form) for form in forms)
    return Translator(locale, babel, texts, c2py(catalogue.plural_expr))


def read_catalogue(locale: str) -> Catalog:
    """Return a language's catalogue as Babel reads it; an empty one if the
    language has none yet.
    """
    path = files("bot").joinpath(
        "locales", locale.replace("-", "_"), "LC_MESSAGES", "jianbao.po"
    )
    if not path.is_file():
        return Catalog(locale=locale.replace("-", "_"))
    return read_po(BytesIO(path.read_bytes()), locale=locale.replace("-", "_"))


def exists(locale: str) -> bool:
    """Tell whether a language has a catalogue."""
    return (
        files("bot")
        .joinpath(
            "locales", locale.replace("-", "_"), "LC_MESSAGES", "jianbao.po"
        )
        .is_file()
    )
