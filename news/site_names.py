"""Remove the site's name from titles: "Headline - The Daily Example", "Headline_某某新闻".

Nothing tells a site's name from half of a headline but repetition: a segment that stands beside
many different remainders on one host names the site or its section. The names are learned a host
at a time and kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zlib import crc32

from news.words import display_width, fold

# Characters of a name at the most: longer segments are headlines.
MAX_NAME = 45
# Columns that must be left of a title: "Home - The Daily Example" leaves a
# word, "A | B" none.
MIN_HEADLINE = 4
# Letters of a name that is only a part of the site's, or a label of its host.
MIN_NAME = 3
Side = Literal["<", ">"]
# Different headlines with which a segment is a name: behind them the asked one and
# three others; in front more, for one long event ("Election night - …") heads
# several headlines.
REMAINDERS: Mapping[Side, int] = {">": 4, "<": 7}
# Segments remembered over all hosts, about 6 MB; the one unseen for longest
# goes first.
MAX_SEGMENTS = 20_000
# Characters of a title at the most: what is longer is a text, and left alone.
MAX_TITLE = 400
# Characters that a name behind a colon has beyond the one that is known: 北浜新聞デジタル.
_MORE = 6
# What the name of a medium ends with in Chinese and Japanese; that of a place does not.
_MEDIUM = re.compile(r"(?:[报報网網刊社台臺视視]|新[闻聞]|在[线線]|ニュース)$")
# How much wider than the headline a segment may be that is doubted to be a
# name.
DOUBTFUL = 1.5
# Letters of a host from which they are a name: shorter ones begin many words.
MIN_CALLED = 4
# Names that one title may carry: section, programme, site, country.
MAX_CUTS = 4

# Words of these scripts hold no hyphen, so a hyphen beside them parts segments
# without spaces.
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
# GPU-ABC 某某网: Latin letters on both sides, and a name of two scripts.
BEFORE_NAME_OF_TWO_SCRIPTS = rf"-(?=[A-Za-z]{{2,10}}\s?[{_WIDE}]{{2,14}}$)"
_SEPARATOR = re.compile(
    "|".join(
        [
            r"\s*[|｜¦_•●»›«‹]+\s*",
            r"\s+(?:[-–—―－‒·・~～]|--+|/{1,2}|::|>{1,2}|<{1,2})\s+",
            rf"(?<=[{_WIDE}])\s*(?:[-–—―－·]|--+)\s*",
            rf"\s*(?:[-–—―－]|--+)\s*(?=[{_WIDE}])",
            BEFORE_NAME_OF_TWO_SCRIPTS,
            r"\s*(?:[–—―]|--+)\s*",
        ]
    )
)
# Also at the end, in brackets: "Headline (example.com)", "标题（某某网）".
_BRACKETS = re.compile(
    r"""
    \s* [(（\[【]
    ( [^()（）\[\]【】]{2,45} )
    [)）\]】] \s* $
    """,
    re.VERBOSE,
)
# What every separator has, and brackets at the end: most signs part nothing
# inside a headline. "COVID-19: 5/6" has none.
_SIGN = re.compile(
    rf"[|｜¦_•●»›«‹–—―]|--|[)）\]】]\s*$|\s[-－‒·・~～/:><]|[{_WIDE}]\s*[-－·]|[-－]\s*[{_WIDE}]"
    rf"|{BEFORE_NAME_OF_TWO_SCRIPTS}"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# Columns from which a Chinese headline in front of a low line is one.
LONG_HEADLINE = 16
_PLAIN = re.compile(r"[\W_]+")
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+[a-z]{2,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Split:
    """One way to read a title as a headline and a name."""

    headline: str
    name: str
    # `<` when the name stands before the headline, `>` behind it.
    side: Side

    @property
    def needed(self) -> int:
        """How many different headlines make the segment a name."""
        return REMAINDERS[self.side]

    def entry(self, host: str) -> str:
        """Return what the segment is remembered by: `www.example.com>paper`."""
        return f"{host}{self.side}{fold(self.name)}"


class SiteNames:
    """Learns which segments of titles name a site, and cuts them off.

    Learn every title of a batch first, then strip: the first title knows as much as the last one.
    """

    def __init__(self) -> None:
        # Of each host's segment, marks of the different headlines that it stood
        # with. The order is that of use: the last used are last.
        self._remainders: dict[str, tuple[int, ...]] = {}

    def learn(self, host: str, title: str) -> None:
        """Count the segments of one title of a host (an empty host stands for all of them)."""
        for split in _splits(title):
            entry = split.entry(host)
            marks = self._remainders.pop(entry, ())
            mark = _mark(split.headline)
            # More than are needed tell nothing more.
            if mark not in marks and len(marks) < split.needed:
                marks = (*marks, mark)
            self._remainders[entry] = marks
        while len(self._remainders) > MAX_SEGMENTS:
            oldest = next(iter(self._remainders))
            del self._remainders[oldest]

    def strip(self, host: str, title: str, *, site: str = "") -> str:
        """Return the title without the names at its ends.

        `site` is the name that the page or feed gives itself; it and the host's own name need
        no learning.

        On www.paper.example, "A bridge opens - Paper" → "A bridge opens".
        """
        for _ in range(MAX_CUTS):
            shorter = self._cut(host, title, site)
            if shorter == title:
                break
            title = shorter
        return title

    def _cut(self, host: str, title: str, site: str) -> str:
        """Cut off the longest name, or nothing.

        "A bridge opens - Lindau - Paper" → "A bridge opens", where all that is behind it is a
        name.
        """
        headlines = [title]
        for split in _splits(title):
            # What was learned is looked up first: it costs the least.
            is_name = _is_templated(title, split) or self._is_learned(
                host, split
            )
            if is_name or _names_site(split.name, site, host):
                headlines.append(split.headline)
        headlines += _before_colon(title, site, host)
        return min(headlines, key=len)

    def _is_learned(self, host: str, split: _Split) -> bool:
        """Return whether a segment stood beside enough different headlines of a host.

        Four before it are enough; behind it there must be seven.
        """
        marks = self._remainders.get(split.entry(host), ())
        return len(marks) >= split.needed

    def dump(self) -> bytes:
        """Return the state as bytes for `load`."""
        text = json.dumps(
            self._remainders,
            separators=(",", ":"),
        )
        return text.encode()

    @classmethod
    def load(cls, data: bytes) -> SiteNames:
        """Read a state; an unreadable one is replaced by an empty one."""
        names = cls()
        try:
            stored = json.loads(data)
            for entry, marks in stored.items():
                names._remainders[entry] = tuple(map(int, marks))
        except (ValueError, TypeError, AttributeError):
            return cls()
        return names


def split_doubtful(title: str) -> tuple[str, str]:
    """Return a title's headline and the last segment that may be a name,
    learned or not; empty for none.

    "A bridge opens - Lindau" → (A bridge opens, Lindau).
    """
    for split in reversed(_splits(title)):
        # A name may be somewhat longer than a short headline.
        longest = DOUBTFUL * display_width(split.headline)
        if split.side == ">" and display_width(split.name) <= longest:
            return split.headline, split.name
    return title, ""


def named_site(title: str, host: str) -> str:
    """Return the segment at an end of a title that begins with the word its host is called by.

    "Example Tech Blog" of "Example Tech Blog | A headline" on www.example.com; empty for none.
    """
    # The last label is the country or kind; of the others the name is the
    # longest.
    called = max(host.lower().split(".")[:-1], key=len, default="")
    if len(called) < MIN_CALLED:
        return ""
    begun = (
        split.name for split in _splits(title) if _begins(split.name, called)
    )
    return next(begun, "")


def _begins(name: str, called: str) -> bool:
    """Return whether a name begins with a word, "the" left out: The Example Times, example."""
    squeezed = _squeeze(name)
    return squeezed.removeprefix("the").startswith(_squeeze(called))


@lru_cache(maxsize=256)
def _splits(title: str) -> tuple[_Split, ...]:
    """Part a title at each separator, and at brackets at its end: who learns and who
    cuts ask alike.

    `A headline - Paper` → (A headline, Paper), and (Paper, A headline) with the name in front.
    """
    if len(title) > MAX_TITLE or not _SIGN.search(title):
        return ()
    splits: list[_Split] = []
    for separator in _SEPARATOR.finditer(title):
        before = title[: separator.start()].strip()
        after = title[separator.end() :].strip()
        splits.append(_Split(before, after, ">"))
        splits.append(_Split(after, before, "<"))
    for bracket in _BRACKETS.finditer(title):
        before = title[: bracket.start()].strip()
        splits.append(_Split(before, bracket[1].strip(), ">"))
    return tuple(filter(_fits, splits))


def _before_colon(title: str, site: str, host: str) -> list[str]:
    """Return what stands before the site's name behind the last colon; none for no such name.

    "大桥今日正式通车：某某网" of 某某网 → 大桥今日正式通车. What repetition teaches says nothing here:
    many headlines of a host end ": report".
    """
    place = max(title.rfind(":"), title.rfind("："))
    headline = title[: max(place, 0)].strip()
    name = title[place + 1 :].strip()
    is_long = LONG_HEADLINE <= display_width(headline) <= MAX_TITLE
    if not is_long or len(name) > MAX_NAME:
        return []
    # Another site's address is what the headline is about; behind 9:30 stands no name.
    squeezed, known = _squeeze(name), _squeeze(site)
    if known:
        is_name = _is_whole_name(squeezed, known)
    else:
        is_name = _names_host(squeezed, host)
    return [headline] if is_name and not squeezed.isdecimal() else []


def _is_whole_name(name: str, known: str) -> bool:
    """Return whether a name is the site's own, and no mere beginning of it: that may be a place.

    "Lima" of "Lima Hoy" is none, 北浜新聞 of 北浜新聞オンライン is. What begins with the name tells
    something, "Example's fair of the year"; 某某网首页 does not.
    """
    if name == known:
        return bool(name)
    if not _HAN.search(name) or len(name) > len(known) + _MORE:
        return False
    short = min(name, known, key=len)
    return bool(_MEDIUM.search(short)) and _is_like(name, known)


def _fits(split: _Split) -> bool:
    """Return whether two segments may be a headline and a name.

    A name has at most 45 characters and a letter; a headline four columns.
    """
    is_wide = display_width(split.headline) >= MIN_HEADLINE
    is_short = len(split.name) <= MAX_NAME
    return is_wide and is_short and any(map(str.isalpha, split.name))


def _is_templated(title: str, split: _Split) -> bool:
    """Tell whether a template put a segment behind a Chinese headline: 标题_栏目_站名.

    Nobody writes a low line into such a headline.
    """
    headline = split.headline
    if split.side == "<" or not title.startswith("_", len(headline)):
        return False
    is_long = display_width(headline) >= LONG_HEADLINE
    return is_long and bool(_HAN.search(headline))


def _squeeze(text: str) -> str:
    """Return a text's letters and digits alone, folded.

    "The Daily-Example!" → thedailyexample.
    """
    folded = fold(text)
    return _PLAIN.sub("", folded)


def _mark(headline: str) -> int:
    """Return what a headline is remembered by: signs and case do not make another one."""
    squeezed = _squeeze(headline)
    return crc32(squeezed.encode())


def _names_site(name: str, site: str, host: str) -> bool:
    """Return whether a segment is a host, the site's own name, or what its host is called by.

    On reuters.com: "example.org", "Reuters", and what the page calls its site.
    """
    if _DOMAIN.fullmatch(name):
        return True
    squeezed = _squeeze(name)
    return _is_like(squeezed, _squeeze(site)) or _names_host(squeezed, host)


def _is_like(one: str, other: str) -> bool:
    """Return whether two names are one, or one the start of the other: "BBC" of "BBC News"."""
    short, long = sorted((one, other), key=len)
    is_name = len(short) >= MIN_NAME or (short == long != "")
    return is_name and long.startswith(short)


def _names_host(squeezed: str, host: str) -> bool:
    """Return whether a name is the word that a host is called by: Reuters on reuters.com."""
    # The last label is the country or kind, which names no site.
    labels = host.lower().split(".")[:-1]
    called = set(map(_squeeze, labels))
    names = {squeezed, squeezed.removeprefix("the")}
    return len(squeezed) >= MIN_NAME and not called.isdisjoint(names)
