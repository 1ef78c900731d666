"""Recognise what is not news: advertisements, galleries, quizzes, deals, weather tables,
guides, opinions, empty live pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from ahocorasick_rs import AhoCorasick

from news.rank.no_news_frames import (
    framed,
    happened,
    joined,
    tells_event,
)
from news.rank.no_news_model import seems_no_news
from news.toml_tables import read_table
from news.whole_characters import whole

# Characters under which a live page holds nothing to tell yet.
SHELL = 400


class NoNews(StrEnum):
    """Why something is no news."""

    ADVERTISEMENT = "advertisement"
    GALLERY = "gallery"
    QUIZ = "quiz"
    DEAL = "deal"
    # Weather, horoscopes, lottery numbers, programmes: a table that comes each
    # day.
    TABLE = "table"
    # How something is done, lists of tips, recipes: as true any other day.
    GUIDE = "guide"
    # What a critic says of what one can buy or see.
    REVIEW = "review"
    # What somebody thinks: leaders, columns, letters.
    OPINION = "opinion"
    LIVE_SHELL = "live"
    # Something else that is offered, or comes each day: told by a headline's letters alone.
    SERVICE = "service"


# A kind, and what tells whether a text is of it: a function or a pattern's search.
_Test = tuple[NoNews, Callable[[str], object]]

_OPENING = r"[\[【（(「]"
# A day, as it stands behind a label: "Sudoku du 4 juin", "Weather on Monday".
_DAY = (
    r"(?:\d{1,2}(?:\.|er|º)?\s(?:de\s)?(?:jan|ene|feb|fev|fév|m[aä]r|apr|avr|abr|ma[iy]|ju[inl]|aug|août|ago"
    r"|sep|set|o[ck]t|out|nov|de[czsé]|déc|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{1,2}[月/.]\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça"
    r"|quarta|quinta|sexta|понедельник|вторник|сред[ау]|четверг|пятниц|суббот|воскресень"
    r"|to(?:day|night|morrow)|this week|weekend|heute|morgen|aujourd|demain|(?:ce )?soir|week-end|hoy|mañana|hoje|amanhã"
    r"|сегодня|завтра|выходн)"
)
_BEFORE_DAY = r"(?:for|on|the|week|of|du|de|del|do|da|vom|am|für|von|на|за|от)"
# What ends a label. A hyphen does only beside a blank: "Weather-related delays" is news.
_EDGE = r"(?:\s*[:：|｜–—丨·/／】\]）)!！]|\s-|-\s)"
_SALE = re.compile(
    r"\b(?:save|get|now)\b.{0,30}\b\d{1,2}\s?% off\b|"
    r"\b\d{1,2}\s?% off\b.{0,40}\b(?:amazon|prime|deal|sale|clearance|discount)\b"
    r"|\bup to \d{1,2}\s?% off\b(?! (?:its|their|the|his|her|peaks?|highs?|lows?|records?)\b)|"
    r"\bbest\b.{0,40}\bdeals?\b|\bfor (?:just|only) [$€£]\d|到手价|限时(?:特惠|秒杀)|领券|史低价"
)
# Words with which a review is an office's, not a critic's.
_OFFICES = (
    "judicial|peer|under|case|safety|security|policy|spending|performance|for|internal|in|independent|government|court|into|of|annual|pay|defen[cs]e"
    "|strategic|trade|treaty|rates?|merger|school|housing|health|police|prison|planning|tax|energy|climate|medical|sentencing|asylum|visa|border|pension|weekly|ethics|legal|after|pending|external|constitutional|sentence|var|budget|year|clinical|systematic|urgent|full"
)
# What offices do with a review: a critic's is not told of by others.
_DOING = r"(?:orders?|ordered|launch(?:es|ed)?|announc(?:es?|ed)|publish(?:es|ed)?|starts?|begins?|calls?|awaits?|faces?|defends?|grants?|seeks?|demands?|promises?|pledges?|urges?|backs?|blocks?|delays?)"
# A page's own name, as its address has it: kettle-4-pro-review, night-ferry-film-kritik.
_REVIEWED = re.compile(
    rf"^(?!(?:.*-)?{_DOING}-).*-\w+-(?!(?:{_OFFICES})-)\w+-review$|(?:^|-)(?:(?:movie|film|book|album|tv|game|concert|theater|theatre|restaurant|product|series|music)-reviews?(?!-(?:board|panel|committee|bombing|system|process|delays?))"
    r"|(?<!-to-)review-(?:movie|film|book|album|game|series)|(?:film|buch|album|konzert|theater|serien|spiele)-?kritik"
    r"|critique-(?:film|livre|album)|(?:critica|resena|resenha)-(?:de-)?(?:cine|cinema|pelicula|libro|livro|filme|disco)"
    r"|recensione|recensie|recension|recenziya|retsenziya)(?:-|$)"
)
# What an address has behind a page's name.
_PAGE_TAIL = re.compile(r"(?:-\d+)?(?:\.[a-z]{3,5})?$")
# "X是一款……游戏": what a shop says of a product.
_PRODUCT = re.compile(
    r"[^。！？\n]{1,30}是一[款个](?:[^。！？\n]{0,50})(?:游戏|遊戲|手游|应用|應用|软件|軟體|APP|App|神器|小程序)"
)
_HAPPENED = re.compile(
    r"[年月]\d|\d[年月日]|近日|日前|今[天日]|昨[天日]|本[周月]|宣布|发布|發布|公布|上线|上線|更新|曝光"
)
_NUMBERS = re.compile(r"[\d°℃%/~\-–:.]+")
# Share of a text's characters that are figures from which it is a table.
#
# Reports of results stay under a fifth.
TABLE_SHARE = 0.35
TABLE_LENGTH = 120

# Characters at a text's start in which a presentation names its product.
PRESENTATION_ROOM = 400

# Characters at a text's start in which the words of a recipe or of a shop stand, and
# how many of one language make it one: a report about cooking or trade has one or two.
OPENING_ROOM = 1500
LISTED_WORDS = 3
# Lines of an opening that make a list where none ends as a sentence, and characters of
# each in the mean.
LISTED_LINES = 12
LISTED_LINE = 60
_LINE = re.compile(r"\S.*")
# A line that ends as a sentence.
_ENDED = re.compile(r"[.!?。！？…।۔؟”]\s*$", re.MULTILINE)
# Spans of years, as (1997 - 1998), in a profile's opening that make it a table: a
# report tells one or two.
_SPAN = re.compile(r"[(（](?:19|20)\d\d ?[-–—] ?(?:(?:19|20)\d\d)?")
SPANS = 4


def find_no_news(
    title: str,
    *,
    url: str = "",
    text: str | None = None,
    section: str = "",
    categories: Sequence[str] = (),
    types: Iterable[str] = (),
) -> NoNews | None:
    """Return what a headline, its address, the page's section and types, the entry's categories and
    the text announce where that is no news; None for news.

    `text` is the article's body; without it (None) a live page counts as news, and tables are told
    by title and address alone. `types` are those of schema.org. "Horoscope: what the stars say" →
    table; "Live: the vote on the bridge" above a single line → live.
    """
    kind = _announced(title, url)
    if kind is NoNews.LIVE_SHELL:
        # A live page with text in it tells what happens.
        return kind if text is not None and len(text) < SHELL else None
    filed = _by_filing(section, categories, types)
    return kind or filed or _by_text(text or "")


def _by_filing(
    section: str, categories: Sequence[str], types: Iterable[str]
) -> NoNews | None:
    """Return what section, categories or types announce: the first that does."""
    return (
        _by_section(section) or _by_categories(categories) or _by_types(types)
    )


def _by_section(section: str) -> NoNews | None:
    """Return what a page's section announces: one that is called like a folder of that kind.

    "Guest Columns" and "News > Opinion" do, "Podcasts, Politics" and "World" do not.
    """
    return _first_kind(map(_by_name, section.split(" > ")))


def _by_categories(categories: Sequence[str]) -> NoNews | None:
    """Return what an entry's categories announce where each of them does: one of several may only
    say where else it is shown, as "Newsletter" beside "Politics".
    """
    kinds = list(map(_by_name, categories))
    return _first_kind(kinds) if all(kinds) else None


def _by_name(name: str) -> NoNews | None:
    """Return the kind of a section's or a category's name: "Guest Columns" is the
    folder guest-columns.
    """
    folder = "-".join(name.lower().split())
    return _folders().get(folder)


def _first_kind(kinds: Iterable[NoNews | None]) -> NoNews | None:
    """Return the first kind that there is; None where there is none."""
    return next(filter(None, kinds), None)


def _by_types(types: Iterable[str]) -> NoNews | None:
    """Return what the page declares itself to be: a Recipe, an OpinionNewsArticle."""
    return _first_kind(map(_kinds_of_types().get, types))


def _by_text(text: str) -> NoNews | None:
    """Return what a body announces; None for news, and for one that is not known."""
    return _first(_BODIES, text)


def _first(tests: Iterable[_Test], text: str) -> NoNews | None:
    """Return the kind of the first test that a text passes; None where it passes none."""
    for kind, passes in tests:
        if passes(text):
            return kind
    return None


# A wave of digests asks for the same few thousand stories in each batch.
@lru_cache(maxsize=8192)
def _announced(title: str, url: str) -> NoNews | None:
    """Return what headline and address announce."""
    plain = title.strip().lower()
    return _by_title(plain) or _by_address(url) or _by_letters(plain)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return read_table(files("news.rank") / "no_news.toml")


@cache
def _label_tests() -> tuple[_Test, ...]:
    """Return the tests of a headline's labels, and of what announces a live page: "Quiz: …" is one
    whatever happened.
    """
    kinds = _tables().items()
    labels = [(kind, _label(table["labels"])) for kind, table in kinds]
    labels.append(("live", joined(_tables()["live"]["phrases"])))
    return tuple(
        (NoNews(kind), re.compile(pattern).search) for kind, pattern in labels
    )


@cache
def _phrase_tests() -> tuple[_Test, ...]:
    """Return the tests of what a kind says at any place of a headline, then of the words of a sale."""
    tests = (
        (NoNews(kind), re.compile(joined(table["phrases"])).search)
        for kind, table in _tables().items()
    )
    return (*tests, (NoNews.DEAL, _SALE.search))


def _label(labels: list[str]) -> str:
    """Return the pattern of labels at a headline's beginning or its end, or before its day: "Quiz:
    …", "… | Quiz", "Quiz for Monday".

    A word in the middle of a headline may be what the news is about.
    """
    words = "|".join(labels)
    dated = rf",?(?:\s{_BEFORE_DAY})*\s{_DAY}"
    first = rf"^{_OPENING}?\s*(?:{words})(?:{_EDGE}|\s*$|{dated})"
    last = rf"(?:[|｜丨–—:：]|\s-\s|{_OPENING})\s*(?:{words})\s*[\]】）)]?$"
    return f"{first}|{last}"


@cache
def _folders() -> dict[str, NoNews]:
    """Map the folders of addresses to the kind that lies in them: /horoscope/ holds tables."""
    return _kinds_by("folders")


@cache
def _kinds_of_types() -> dict[str, NoNews]:
    """Map the types of schema.org to the kind that is declared by them: a Recipe is a guide."""
    return _kinds_by("types")


def _kinds_by(field: str) -> dict[str, NoNews]:
    """Map each entry of one of the table's lists to the kind that has it."""
    kinds: dict[str, NoNews] = {}
    for kind, table in _tables().items():
        kinds |= dict.fromkeys(table.get(field, ()), NoNews(kind))
    return kinds


def _by_title(title: str) -> NoNews | None:
    """Return what a headline in small letters announces: "horoscope: …", "the 10 best deals on
    headphones"; without a label only where no word tells of an event.
    """
    label = _first(_label_tests(), title)
    frame = label or _first(_phrase_tests(), title) or framed(title)
    is_news = not label and happened(title)
    return NoNews(frame) if frame and not is_news else None


def _by_letters(title: str) -> NoNews | None:
    """Return what the letters of a headline in small letters seem to announce, unless
    it tells of an event: "seven gifts for gardeners", not "seven gardeners arrested".
    """
    is_service = seems_no_news(title) and not tells_event(title)
    return NoNews.SERVICE if is_service else None


def _by_address(url: str) -> NoNews | None:
    """Return what the folders of an address announce, the first that does, or else the
    page's own name.

    x.example/horoscope/aries is a table, x.example/2026/kettle-4-pro-review an opinion.
    """
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return None
    *folders, page = path.removesuffix("/").split("/")
    return _first_kind(map(_folders().get, folders)) or _by_page(page)


def _by_page(page: str) -> NoNews | None:
    """Return what a page's own name announces; not: ferry-under-review."""
    name = _PAGE_TAIL.sub("", page, count=1)
    return _first(_PAGES, name)


def _is_recipe(text: str) -> bool:
    """Tell a recipe by the words that its kind repeats near its beginning."""
    return _repeats_words(text, NoNews.GUIDE, "recipe_")


def _calls_to_buy(text: str) -> bool:
    """Tell a shop's offer or an event's listing by its calls: "Buy tickets", 立即购买."""
    return _repeats_words(text, NoNews.ADVERTISEMENT, "calls_")


def _repeats_words(text: str, kind: NoNews, prefix: str) -> bool:
    """Tell whether a text's opening holds three words of one language that a kind repeats."""
    matcher, lists = _word_lists(kind, prefix)
    opening = whole(text[:OPENING_ROOM]).lower()
    matches = matcher.find_matches_as_indexes(opening, overlapping=True)
    held = {word for word, _, _ in matches}
    counts = Counter(lists[word] for word in held)
    most = max(counts.values(), default=0)
    return most >= LISTED_WORDS


@cache
def _word_lists(
    kind: NoNews, prefix: str
) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return what finds a kind's words, those of recipes or the calls of a shop, and the list
    of each word: `calls_en` of "buy tickets".
    """
    table = _tables()[kind]
    names = [name for name in table if name.startswith(prefix)]
    listed = [(word, name) for name in names for word in table[name]]
    words, lists = zip(*listed, strict=True)
    return AhoCorasick(words), lists


def _is_presentation(text: str) -> bool:
    """Tell a text that presents a game or a programme, and tells of nothing that happened.

    "跳跃方块是一款休闲游戏，节奏明快。" is one; with "今日发布" in its opening it is news.
    """
    opening = text[:PRESENTATION_ROOM]
    return bool(_PRODUCT.match(opening)) and not _HAPPENED.search(opening)


def _is_table(text: str) -> bool:
    """Tell a text that is mostly figures, as tables of weather and of results are, or opens with
    spans of years, as profiles and filmographies do.
    """
    if len(_SPAN.findall(text[:OPENING_ROOM])) >= SPANS:
        return True
    figures = sum(map(len, _NUMBERS.findall(text)))
    is_mostly_figures = figures >= TABLE_SHARE * len(text)
    return is_mostly_figures and len(text) >= TABLE_LENGTH


def _is_listing(text: str) -> bool:
    """Tell a text of short lines of which hardly one ends as a sentence: a product's
    sheet, a list of names. Languages that end no sentence with a mark write long lines.
    """
    opening = text[:OPENING_ROOM]
    lines = len(_LINE.findall(opening))
    is_short = len(opening) <= LISTED_LINE * lines
    return lines >= LISTED_LINES and is_short and not _ENDED.search(opening)


# Tests of a page's name, and of a body in the order in which they decide.
_PAGES: tuple[_Test, ...] = ((NoNews.REVIEW, _REVIEWED.search),)
_BODIES: tuple[_Test, ...] = (
    (NoNews.GUIDE, _is_recipe),
    (NoNews.ADVERTISEMENT, _is_presentation),
    (NoNews.ADVERTISEMENT, _calls_to_buy),
    (NoNews.TABLE, _is_table),
    (NoNews.TABLE, _is_listing),
)
