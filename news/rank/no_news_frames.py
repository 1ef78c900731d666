"""Recognise headlines of what comes each day by their frame: a subject with a day, a service's
words, and nobody who did anything.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from news.toml_tables import read_table

# Letters of a headline that are looked at: some patterns try each digit of a run.
LETTERS = 200
# How a phrase may begin: with the headline, with a word, anywhere.
_STARTS = ("^", r"\b", "")
_OPENING = r"^[\[【（(「]?\s*"
_END = r"(?:$|\s*[:：|｜–—丨·/】\]）)!！(（,，?？]|\s-\s)"
_BEFORE = r"(?:for|on|the|of|el|il|le|du|de|del|do|da|di|d|vom|am|für|von|zum|na|para|per|pour|в|у|на|за|от|від|до)"
_LEAD = r"(?:(?:today|tonight|this week|week|your|the|weekly|daily|latest|le|la|les|el|los|las|il|i|die|das|der)(?:[’']s)? )?"
# A place behind a day: "Precio del oro hoy en Lima: …".
_PLACE = r"(?:\s(?:in|for|für|en|em|à|a|para|per|pour|в|у|на|по|di|bei|nach|في)\s[\w-]+(?:\s[\w-]+)?)?"
_TAIL = r"(?:一览表?|查询|汇总|表|日报|播报|预告|公告|结果|报价表?|行情|まとめ|一覧|情報|ランキング|予報)"


def framed(title: str) -> str:
    """Return the kind (`NoNews`) that the frame of a headline in small letters announces; empty for
    news.

    "gold price in lowfield today" → table.
    """
    title = title[:LETTERS]
    kinds = (kind for kind, frame in _frames() if frame.search(title))
    return next(kinds, "")


def happened(title: str) -> bool:
    """Return whether words of a headline in small letters tell that something happened.

    "gold price today: minister warns of panic" does, "gold price rises" does not.
    """
    return bool(_events()["words"].search(title[:LETTERS]))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return read_table(files("news.rank") / "no_news_frames.toml")


def tells_event(title: str) -> bool:
    """Return whether a headline in small letters tells of something that happened, rose or fell.

    "horoscope app fined", "ticket prices rise" do.
    """
    title = title[:LETTERS]
    return any(pattern.search(title) for pattern in _events().values())


@cache
def _events() -> dict[str, re.Pattern[str]]:
    """Return the patterns of words that tell of an event, and of a change.

    `words` has "arrested" and 被捕, `changes` "rose" and 下跌.
    """
    lists = _table()["happened"].items()
    return {name: re.compile(joined(words)) for name, words in lists}


def joined(patterns: list[str]) -> str:
    """Return one pattern for several, in which those that begin alike stand together: twice as
    fast, for a place where none begins is left at once.
    """
    begun: dict[str, list[str]] = {start: [] for start in _STARTS}
    for pattern in patterns:
        start = next(filter(pattern.startswith, _STARTS))
        begun[start].append(pattern.removeprefix(start))
    groups = ((start, "|".join(rest)) for start, rest in begun.items() if rest)
    return "|".join(f"{start}(?:{either})" for start, either in groups)


@cache
def _frames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds with their frames in the order in which they decide.

    Subjects with a day come first: "crossword for Friday" is no table for its Friday.
    """
    builders = {"subjects": _dated, "unspaced": _unspaced, "loose": joined}
    return tuple(
        (kind, re.compile(build(words)))
        for part, build in builders.items()
        for kind, words in _table()[part].items()
    )


def _dated(subjects: list[str]) -> str:
    """Return the pattern of subjects that a day, or nothing, stands beside: "Weather in Marn for
    the weekend", "Weather: …", not "Weather kills crops".
    """
    subject = f"(?:{'|'.join(subjects)})"
    day = f"(?:{'|'.join(_table()['day']['spaced'])})"
    behind = (
        rf"{_PLACE},?(?:\s{_BEFORE})*,?\s{day}(?:,?\s(?:de )?\d{{4}})?{_PLACE}"
    )
    first = rf"{day}(?:[’']s|의)?,?\s?"
    dated = rf"(?:{subject}{behind}|{first}{subject}){_END}"
    return rf"{_OPENING}{_LEAD}(?:{dated}|{subject}(?:$|\s?[|｜]))"


def _unspaced(subjects: list[str]) -> str:
    """Return the same pattern for Chinese and Japanese: 今日油价, 明日の天気, 油价一览."""
    subject = f"(?:{'|'.join(subjects)})"
    day = f"(?:{'|'.join(_table()['day']['unspaced'])})"
    dated = rf"(?:{day}(?:的|の)?{subject}{_TAIL}?|{subject}(?:{_TAIL}|{day}))"
    return rf"{_OPENING}[\u3400-\u9fff]{{0,4}}?{dated}(?:{_END}|\s)"
