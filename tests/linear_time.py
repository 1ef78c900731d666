"""Whether a function of text takes no more than n·log n steps: how it is called, what it is given, how growth is judged.

A cheap look at one length tells most functions of most patterns harmless: even quadratic growth would keep them under
a third of a second at 100,000 characters. What is slower is compared with fourfold length, and what grows suspiciously
with eightfold, by CPU time of one run, so a slow machine changes nothing.
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
from types import ModuleType
from typing import get_type_hints

from news.dates.date_parts import Hints
from news.errors import JianbaoError
from news.feeds.place import Place
from news.models import Article
from news.schedule.vocabulary import Vocabulary, vocabulary
from news.sentences.conventions import conventions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADDRESS = "https://news.example/world/item.html"
SHORT, MIDDLE, LONG = 1_000, 4_000, 8_000
"""Characters of the texts that are compared."""
HARMLESS = 0.00003
"""Seconds of the shorter text below which 100,000 characters take under a third of a second even in quadratic time."""
SUSPICIOUS_GROWTH = 5.2
"""Times longer for fourfold text, above which a longer one is tried: linear is 4, n·log n under 5, quadratic 16."""
SLOWEST_GROWTH = 16
"""Times longer that eightfold text may take: linear is 8, n·log n about 10, quadratic 64."""
LEAST = 0.00013
"""Seconds that the shorter run counts at least: below that a clock's steps are as large."""
TRIES = 4
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


class TextFunction:
    """A public function that takes text, with its other arguments."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function
        self._hints = get_type_hints(function)
        self._required = _required(function)

    @property
    def is_tried(self) -> bool:
        """Whether it takes text and nothing that only another function makes, which is tried itself."""
        unfixed = [
            part.name for part in self._required if part.name not in FIXED
        ]
        kinds = [self._hints.get(name, object) for name in unfixed]
        makeable = all(_is_text(kind) or kind in MADE for kind in kinds)
        return makeable and any(map(_is_text, kinds))

    def arguments(self, text: str) -> tuple[list[object], dict[str, object]]:
        """Return the function's arguments for a text."""
        positional: list[object] = []
        keywords: dict[str, object] = {}
        for part in self._required:
            value = _value(part, self._hints[part.name], text)
            if part.kind is part.KEYWORD_ONLY:
                keywords[part.name] = value
            elif part.kind is part.VAR_POSITIONAL:
                positional += [value, value]
            else:
                positional.append(value)
        return positional, keywords

    def __call__(self, text: str) -> None:
        """Call the function; ignore its refusal of a wrong feed, date or filter, which takes time too."""
        positional, keywords = self.arguments(text)
        with contextlib.suppress(JianbaoError, ValueError, KeyError):
            answer = self._function(*positional, **keywords)
            if inspect.isgenerator(answer):
                list(answer)


def functions_of(
    package: ModuleType,
    *,
    bounded: frozenset[str] = frozenset(),
    without: tuple[str, ...] = (),
) -> Iterator[tuple[str, TextFunction]]:
    """Find the public functions of a package that take text; `without` are beginnings of modules that are left out."""
    for module in pkgutil.walk_packages(
        package.__path__, f"{package.__name__}."
    ):
        if module.name.startswith(without):
            continue
        for name, member in _members(module.name):
            path = f"{module.name}.{name}"
            if (
                name.startswith("_")
                or path in bounded
                or not _is_own(member, module.name)
            ):
                continue
            function = TextFunction(member)
            if function.is_tried:
                yield path, function


def _members(module: str) -> list[tuple[str, object]]:
    """Return a module's public members; none where it needs an extra that is not installed."""
    try:
        return list(vars(importlib.import_module(module)).items())
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == module.partition(".")[0]:
            raise
        return []


def _is_own(member: object, module: str) -> bool:
    plain = inspect.isfunction(member) and not inspect.iscoroutinefunction(
        member
    )
    return plain and getattr(member, "__module__", "") == module


def _required(function: Callable[..., object]) -> list[inspect.Parameter]:
    parameters = inspect.signature(function).parameters.values()
    return [
        part
        for part in parameters
        if part.default is part.empty and part.kind is not part.VAR_KEYWORD
    ]


def _is_text(kind: object) -> bool:
    written = str(kind)
    if "Callable" in written:
        return False
    if (
        kind in {str, bytes, Article, bytes | str, bytes | None}
        or "tuple[int, str, str]" in written
    ):
        return True
    return (
        "[str]" in written
        or "[str, ...]" in written
        or "list[news.models.Article]" in written
    )


def _value(parameter: inspect.Parameter, kind: object, text: str) -> object:
    """Return the text as the type that a parameter takes."""
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


def _seconds(run: Callable[[str], object], text: str) -> float:
    gc.disable()
    start = time.process_time()
    run(text)
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _text(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length] + "x"


def _is_linear(run: Callable[[str], object], pattern: str) -> bool:
    short = _seconds(run, _text(pattern, SHORT))
    if short < HARMLESS:
        return True
    least = max(short, LEAST)
    if _seconds(run, _text(pattern, MIDDLE)) <= SUSPICIOUS_GROWTH * least:
        return True
    return _seconds(run, _text(pattern, LONG)) <= SLOWEST_GROWTH * least


def assert_linear(
    run: Callable[[str], object], patterns: tuple[str, ...] = PATTERNS
) -> None:
    """Fail where time grows faster than n·log n for any of the patterns."""
    run("A word. 一句话。")
    for pattern in patterns:
        # Another process may take the machine for a moment: only what is slow each time is.
        assert any(_is_linear(run, pattern) for _ in range(TRIES)), (
            f"{pattern!r} takes too long"
        )
