"""Read from a link's address whether it is an article or a list, and its pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

BINARY = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|rar|apk|exe|mp[34]|docx?|xlsx?|xml|rss|rdf)$",
    re.I,
)
_DATE = re.compile(
    r"(?<!\d)20\d{2}(?:[-/_]?(?:0[1-9]|1[0-2])|/\d{1,2}(?=/)|"
    r"[-/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)"
    r"(?P<day>[-/_]?(?:0[1-9]|[12]\d|3[01])(?!\d)|/\d{1,2}(?=/))?(?!\d{5})",
    re.I,
)
_EXTENSION = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|do|cms)$", re.I)
_INDEX = re.compile(r"^(?:index|default|home|main)(?:\.\w+)?$", re.I)
_LIST = re.compile(
    r"^(?:topics?|people|login|register|signup|about|contact|list|help|terms|privacy|subscribe|"
    r"account|app|download|special|zt|page|channel|columns?|rss|feeds?|jobs|careers|shop)$",
    re.I,
)
_FRONT = re.compile(
    r"^(?:videos?|live|news|photos?|gallery|blogs?|archives?|special\w*)$", re.I
)
# The last three parts of a path and its query: `news/tag/ferry?page=2`.
_PATH_OF_LIST = re.compile(
    r"""
    # Below a word that names a list nothing is an article, however long.
    (?<![^/]) (?: tags? | category | categories | cat | authors? | users? | u | member | profile
        | search | label ) / (?= [^?]* \? )
    # A list with its number: tag12, list_3_2.
    | (?<![^/]) (?: cat | category | tags? | label | authors? | list | page | index | topic )
        [_-]? \d+ (?: _\d+ )? \?
    # The articles of a month or a year: 2016/03, archives/2016-03.
    | (?<![^/]) (?:19|20)\d{2} (?: [-_]? (?: 0[1-9] | 1[0-2] ) )? \? $
    # Those of a day: 2016/03/21.
    | (?<![^/]) (?:19|20)\d{2} (?: [-_]? (?: 0[1-9] | 1[0-2] ) )? / (?: [^/?]+ / )? \d{1,2} \?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ARTICLE = re.compile(
    r"^(?:articles?|news|story|stories|content|detail|posts?|blog|p|a|c|doc|info|newsdetail\w*|"
    r"archives?)[_-]?$",
    re.I,
)
# A number in letters and digits, as c8dx2l9mzyo.
_CODE = re.compile(r"^(?=\D*\d)(?=[^a-z]*[a-z])\w{7,}$", re.I)
_NUMBER = re.compile(
    r"(?:^|&)(?:\w*id|\w*no|p|t|num|seq|sn|thread|topic|news\w*|article\w*|story)=[\w-]*\d",
    re.I,
)
_PAGING = re.compile(
    r"(?:^|&)(?:page|paged|pg|start|offset|sort|order|tag|cat|q|s)=", re.I
)
# Weights of a whole date in an address, which sections have not, and of a
# month.
DAY, MONTH = 2.4, 1.6
# Gaps between words from which the last piece is a headline, and the weights
# of fewer gaps.
SLUG = 3
_GAPS = {0: 0.0, 1: 0.0, 2: 0.6}
# Digits from which the last piece is an article's number: sections are numbered
# too.
LONG_NUMBER = 5
# Characters from which a part of a path is a headline of one word.
LONG_PIECE = 19
# Words of an address that say what its article is about.
LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Address:
    """An address, parted for judging."""

    # Parts of the path, without an `index.html` at the end.
    pieces: tuple[str, ...]
    # The last piece without its extension.
    stem: str
    extension: bool
    query: str

    @property
    def digits(self) -> int:
        """Digits in the last piece."""
        return sum(char.isdigit() for char in self.stem)

    @property
    def hyphens(self) -> int:
        """Gaps between the words of the last piece."""
        hyphens = self.stem.count("-")
        return max(hyphens, self.stem.count("_"))

    @property
    def front(self) -> bool:
        """The front page of its host."""
        return not self.pieces and not self.query


def read_address(url: str) -> Address:
    """Part an address."""
    parts = urlsplit(url)
    pieces = list(filter(None, parts.path.split("/")))
    if pieces and _INDEX.match(pieces[-1]):
        pieces.pop()
    last = pieces[-1] if pieces else ""
    stem = _EXTENSION.sub("", last)
    return Address(tuple(pieces), stem, stem != last, parts.query)


def add_weights(*rules: tuple[object, float]) -> float:
    """Add the weights of the rules whose condition holds."""
    return sum(weight for holds, weight in rules if holds)


def judge_address(url: str) -> float:
    """Weigh how much an address looks like an article's: about -3 (a list) to 5 (an article).

    Weights set on the development half of a public set of 17 section pages.
    """
    address = read_address(url)
    if _is_list(address):
        return -3.0
    dated = _dated(url)
    score = dated + _numbered(address)
    # Below a whole date a name of one word is a headline; elsewhere sections
    # are so short.
    if dated >= DAY:
        return score + max(_named(address), 0.6)
    return score + _named(address) - _general(address)


def _is_list(address: Address) -> bool:
    """Recognise a tag, category, author, search, month or day page, and the pages of a list.

    `/tag/ferry`, `/2016/03/21`, `/news?page=2`; not `/2016/03/21/ferry` nor `/item?page=2&id=7`.
    """
    above = address.pieces[-3:-1]
    path = "/".join([*above, address.stem])
    query = address.query
    if _PATH_OF_LIST.search(f"{path}?{query}"):
        return True
    return bool(_PAGING.search(query)) and not _NUMBER.search(query)


def _dated(url: str) -> float:
    """Weigh the date in a path: /2026/11/20/ferry, /2026-11/ferry."""
    match = _DATE.search(urlsplit(url).path)
    if not match:
        return 0.0
    return DAY if match["day"] else MONTH


def _named(address: Address) -> float:
    """Weigh the words of the last piece: a headline in an address has three gaps and more."""
    return _GAPS.get(address.hyphens, 1.4)


def _numbered(address: Address) -> float:
    """Weigh the number of an article, in its path or its query.

    /news/184233.html has all of them but the query; /item?id=184233 has that alone.
    """
    above = address.pieces[:-1]
    return _number(address) + add_weights(
        (address.digits and address.extension, 0.4),
        (_NUMBER.search(address.query), 0.9),
        (any(map(_ARTICLE.match, above)), 0.6),
    )


def _number(address: Address) -> float:
    """Weigh the digits of the last piece: 184233, c8dx2l9mzyo, 17.

    Sections have few digits, as in `/page2`; articles have a number of their own, the surer
    the longer it is.
    """
    if address.digits >= LONG_NUMBER:
        return min(1.2 + 0.3 * (address.digits - LONG_NUMBER), 1.8)
    if _CODE.match(address.stem):
        return 0.8
    return 0.5 if address.digits >= 2 else 0.0


def _general(address: Address) -> float:
    """Weigh against an address what sections have: /topics, /sports/football.

    A word of lists, no number, few words, a short path.
    """
    if address.digits >= LONG_NUMBER or address.hyphens >= SLUG:
        return 0.0
    lists = map(_LIST.match, address.pieces)
    listed = _FRONT.match(address.stem) or any(lists)
    numbered = address.digits or address.query
    bare = not numbered and not address.extension
    return add_weights(
        (listed, 1.6),
        (not numbered and len(address.pieces) <= 1, 0.7),
        (bare and address.hyphens < SLUG - 1, 0.8),
    )


def shape_of(url: str) -> str:
    """Blur an address to its template: digits to 0, long slugs to w."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    pieces = list(map(_blurred, path.split("/")))
    # Below a date or a number each name is another article's, be it of one
    # word.
    if "0" in pieces[:-1]:
        pieces[-1] = "w"
    path = "/".join(pieces)
    return f"{parts.hostname}{path}?{_parameters(parts)}"


def _blurred(piece: str) -> str:
    """Blur a part of a path to its kind: a headline, a code, a word with its numbers.

    `ferry-runs-again` → w, `c8dx2l9mzyo` → x, `page2` → page0.
    """
    hyphens = piece.count("-")
    if len(piece) >= LONG_PIECE or hyphens >= SLUG - 1:
        return "w"
    return "x" if _CODE.match(piece) else re.sub(r"\d+", "0", piece)


def _parameters(parts: SplitResult) -> str:
    """Return the names of a query, in order: `?id=7&page=2` → id&page."""
    given = parts.query.split("&")
    names = (part.partition("=")[0] for part in given)
    return "&".join(sorted(names))


def slug_words(url: str) -> str:
    """Return the words of an address's last piece; empty where it has fewer than three."""
    stem = unquote(read_address(url).stem)
    words = re.split(r"[-_]+", stem)
    named = sum(map(str.isalpha, words))
    return " ".join(words).capitalize() if named >= LEAST_WORDS else ""
