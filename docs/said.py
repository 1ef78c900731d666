"""The table of people's words in `docs/chats.md`, made from the cases that the
tests prove.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bot.rendering.i18n import NAMES, tongue
from bot.rendering.schedule_text import describe
from news.topics import catalogue

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "chats.md"
TIMES = ROOT / "tests" / "news" / "schedule" / "said.toml"
WORDS = ROOT / "tests" / "said.toml"
_SAID = {
    "phrase": "tries one phrase, and asks; one tap reads it word by word",
    "source": "shows what the address lists, and asks",
    "common": "warns that nearly every text has the word, tries it, and asks",
    "save": "keeps the story",
    "more": "shows stories like it",
    "mute": "mutes the story",
    "why": "says why it came",
}
_BLOCK = re.compile(
    r"(?<=<!-- said: written by `make reference` -->\n).*?(?=<!-- /said -->)",
    re.DOTALL,
)
_ASKED = {
    "ambiguous": "asks: one time or two?",
    "count": "asks: the times are another number",
    "day": "asks: on which day?",
    "half": "asks: in the morning or in the evening?",
    "language": "asks: the word is another day in another language",
    "many": "says that twelve times a day are the most",
    "none": "asks for a time",
    "overlap": "asks: a day stands there twice",
    "pairs": "asks which times go with which days",
    "part": "says that the hour is not in that part of the day",
    "range": "asks how often between the two",
    "rhythm": "says which rhythms there are",
    "time": "names the word that it can't read",
}


def chats_page() -> str:
    """Return the page with its table made from the current cases."""
    return _BLOCK.sub(
        lambda _: "\n".join(_lines()) + "\n", PAGE.read_text("utf-8")
    )


def _lines() -> Iterator[str]:
    cases = tomllib.loads(TIMES.read_text("utf-8"))
    words = tomllib.loads(WORDS.read_text("utf-8"))
    for locale, said in cases.items():
        yield from (
            "",
            f"### {NAMES[locale]}",
            "",
            *_other_commands(words.get(locale, {})),
        )
        yield from ("| `/schedule` … | result |", "| --- | --- |")
        for text, kept in said:
            yield f"| {text} | {_outcome(kept, locale)} |"
    yield ""


def _other_commands(words: dict[str, list[list[str]]]) -> Iterator[str]:
    """Write the table of all commands but /schedule."""
    yield from ("| written | result |", "| --- | --- |")
    for command, pairs in words.items():
        before = "reply: " if command == "reply" else f"/{command} "
        for text, meant in pairs:
            yield f"| {before}{text} | {_meaning(command, meant)} |"
    yield ""


def _meaning(command: str, meant: str) -> str:
    """Return the meaning of words in English."""
    what, _, rest = meant.partition(" ")
    if what == "topics":
        names = {info.key: info.name("en") for info in catalogue()}
        return f"subscribes to {', '.join(names[key] for key in rest.split())}"
    if what == "filters":
        return f"tries {rest} filters together, and asks"
    if command == "pause":
        begin, arrow, end = meant.partition(" → ")
        when = f"from {begin} until {end}" if arrow else f"until {meant}"
        return f"pauses {when} (written on a Wednesday at 10:00)"
    if command == "timezone":
        return f"sets {meant}"
    if command == "language":
        return f"speaks {NAMES[meant]}"
    return (
        _SAID[what].replace("the story", f"story {rest}")
        if rest
        else _SAID[what]
    )


def _outcome(kept: str, locale: str) -> str:
    if kept.startswith("? "):
        return _ASKED[kept.removeprefix("? ")]
    return describe(kept, tongue(locale)).replace("|", "\\|")
