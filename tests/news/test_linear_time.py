"""No function of `news` takes more than n·log n steps on a text's length, whatever the text.

Every public function that takes text is found by its annotations and tried with thirty patterns of 10^3, 10^4 and 10^5
characters. Compared are CPU times of one run, tenfold length against tenfold time, so a slow machine changes nothing.
What takes a parsed page is reached through the functions that parse it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest

import news
from news.boilerplate import Boilerplate
from news.cluster import Clusterer
from news.dates.models import Hints
from news.errors import JianbaoError
from news.faithful import Claim, check, read_sources
from news.feeds.place import Place
from news.filters import parse
from news.models import Article
from news.schedule.vocabulary import Vocabulary, vocabulary
from news.sentences.conventions import conventions
from news.summarise.shape import candidate

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADDRESS = "https://news.example/world/item.html"
SIZES = (1_000, 10_000, 100_000)
SLOWEST_GROWTH = 40
"""Times longer that tenfold text may take: linear is 10, n·log n about 13, quadratic 100."""
COUNTED = 0.02
"""Seconds of CPU below which a run says nothing of growth."""
WORTH_MORE = 0.002
"""Seconds of 10^4 characters below which 10^5 take less than a fifth of a second even in quadratic time."""
LEAST = 0.0005
"""Seconds that the shorter run counts at least: below that a clock's steps are as large."""
TRIES = 3

PATTERNS = (
    "a", ".", ". ", "A. ", "1", "1,", "12:30 ", " ", " \t", " - ", "哈", "。", "“", "《", "哈哈，", '"', "((", "a@", "//",
    "<p>", "<a href=x>", "&amp;", "<![CDATA[", "last ", "http://a/", "МОСКВА, ", "“ ", "e\u0301", "¡¿", "十", "|", "[{", "A\u00df ",
)  # fmt: skip
FIXED: dict[str, object] = {
    "language": "en",
    "zone": "UTC",
    "tz": "UTC",
    "base": ADDRESS,
    "host": "news.example",
    "locale": "en",
    "now": NOW,
    "local": NOW,
    "hints": Hints(now=NOW),
    "content_type": None,
    "start": 0,
    "end": 1,
    "position": 0,
    "most": 1_000_000,
    "order": None,
    "known": conventions("en"),
    "find_topic": lambda _: None,
    "kind": "strong",
    "key": "tech",
    "selector": "p a",
    "stories": {},
    "limit": 200,
}
"""What parameters are given that hold no text of a stranger."""
MADE: dict[object, object] = {
    int: 1,
    float: 0.5,
    bool: True,
    Place: Place(ADDRESS, "UTC", NOW),
    Vocabulary: vocabulary("en"),
    datetime: NOW,
    str | None: None,
}
"""What parameters of other types are given; a function that needs more is reached through another."""
BOUNDED = {
    "news.filters.matching.any_of",
    "news.extract.furniture.is_boilerplate",
    "news.dates.offsets.read_zone",
    "news.faithful.names.is_common",
    "news.across.places.countries",
}
"""Functions whose text is bounded before: a filter has 200 characters, a line of a page no row of blanks, a zone and
a name are a few words."""


def _functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.walk_packages(news.__path__, "news."):
        members = vars(importlib.import_module(module.name))
        for name, member in members.items():
            own = inspect.isfunction(member) and member.__module__ == module.name
            path = f"{module.name}.{name}"
            if own and path not in BOUNDED and not name.startswith("_") and _takes_text(member):
                yield path, member


def _required(function: Callable[..., object]) -> list[inspect.Parameter]:
    parameters = inspect.signature(function).parameters.values()
    return [
        each
        for each in parameters
        if each.default is each.empty and each.kind is not each.VAR_KEYWORD
    ]


def _takes_text(function: Callable[..., object]) -> bool:
    """Tell whether a function takes text and nothing that only another function makes, which is tried itself."""
    hints = get_type_hints(function)
    unfixed = [each.name for each in _required(function) if each.name not in FIXED]
    makeable = all(_is_text(hints[name]) or hints[name] in MADE for name in unfixed)
    return makeable and any(_is_text(hints[name]) for name in unfixed)


def _is_text(kind: object) -> bool:
    written = str(kind)
    if (
        kind in {str, bytes, Article, bytes | str, bytes | None}
        or "tuple[int, str, str]" in written
    ):
        return True
    return "[str]" in written or "[str, ...]" in written or "list[news.models.Article]" in written


def _value(parameter: inspect.Parameter, kind: object, text: str) -> object:
    """Return what a parameter is given: the text, in its type."""
    written = str(kind)
    if parameter.name in FIXED:
        return FIXED[parameter.name]
    if kind is Article:
        return Article(ADDRESS, title=text, text=text, language="en")
    if "list[news.models.Article]" in written:
        return [Article(ADDRESS, title=text, text=text, language="en")]
    if "tuple[int, str, str]" in written:
        return [(1, text, text)]
    if kind is str or kind == bytes | str or kind == str | bytes:
        return text
    if kind in {bytes, bytes | None}:
        return text.encode("utf-8", "replace")
    if "[str]" in written or "[str, ...]" in written:
        return (text, text)
    return MADE[kind]


def _call(function: Callable[..., object], text: str) -> None:
    hints = get_type_hints(function)
    keywords, positional = {}, []
    for parameter in _required(function):
        value = _value(parameter, hints[parameter.name], text)
        if parameter.kind is parameter.KEYWORD_ONLY:
            keywords[parameter.name] = value
        else:
            positional.append(value)
    # What is no feed, date or filter is refused: that has a time, too.
    with contextlib.suppress(JianbaoError, ValueError, KeyError):
        answer = function(*positional, **keywords)
        if inspect.isgenerator(answer):
            list(answer)


def _seconds(run: Callable[[str], object], text: str) -> float:
    gc.disable()
    start = time.process_time()
    run(text)
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _growth(run: Callable[[str], object], texts: tuple[str, str]) -> float:
    """Return how many times longer the longer text takes; 0 where that is too short to tell."""
    seconds = _seconds(run, texts[1])
    if seconds < COUNTED:
        return 0.0
    return seconds / max(_seconds(run, texts[0]), LEAST)


def _is_linear(run: Callable[[str], object], pattern: str) -> bool:
    """Compare 10^4 characters with 10^3 where that takes long enough to tell, otherwise 10^5 with 10^4."""
    short, middle, long = ((pattern * (size // len(pattern) + 1))[:size] + "x" for size in SIZES)
    growth = _growth(run, (short, middle))
    if not growth and _seconds(run, middle) > WORTH_MORE:
        growth = _growth(run, (middle, long))
    return growth <= SLOWEST_GROWTH


def _assert_linear(run: Callable[[str], object], patterns: tuple[str, ...] = PATTERNS) -> None:
    run("A word. 一句话。")
    for pattern in patterns:
        # Another process may take the machine for a moment: only what is slow each time is.
        assert any(_is_linear(run, pattern) for _ in range(TRIES)), f"{pattern!r} takes too long"


@pytest.mark.parametrize(
    ("name", "function"),
    list(_functions()),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_function_that_takes_text_is_linear(
    name: str, function: Callable[..., object]
) -> None:
    assert name
    _assert_linear(lambda text: _call(function, text))


def _boilerplate(text: str) -> object:
    boilerplate = Boilerplate()
    boilerplate.learn("news.example", text, text)
    return boilerplate.strip("news.example", text)


def _place(text: str) -> object:
    return Clusterer().place(Article(ADDRESS, title=text[:500], text=text, language="en"))


def _check(text: str) -> Any:
    return check([Claim(text[:2000])], read_sources([(1, text, text)]))


METHODS: dict[str, Callable[[str], object]] = {
    "boilerplate": _boilerplate,
    "clusterer": _place,
    "claims": _check,
    "filter": lambda text: parse("ferry +harbour !advertisement").matches(text),
    "candidate": lambda text: candidate(text, 0, title=text, language="en"),
}


@pytest.mark.parametrize("name", METHODS)
def test_what_keeps_a_state_is_linear(name: str) -> None:
    _assert_linear(METHODS[name])


def test_the_measure_tells_quadratic_work() -> None:
    def quadratic(text: str) -> int:
        return sum(text.count(char) for char in text[: len(text) // 4])

    with pytest.raises(AssertionError, match="takes too long"):
        _assert_linear(quadratic, PATTERNS[:1])


def test_no_public_function_is_left_out() -> None:
    names = [name for name, _ in _functions()]
    assert len(names) > 100
    for own in ("news.sentences.sentences", "news.changes.corrections.compare", "news.links.key"):
        assert own in names
