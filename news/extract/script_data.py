"""Read articles whose text stands in a script's JSON as bare paragraphs: the state of Next.js,
Apollo and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain, filterfalse, islice, repeat

from news.extract.furniture import is_paragraph
from news.extract.page_elements import clean, weight
from news.safe_json import JsonValue, loads

MAX_SCRIPT = 2_000_000
# Values of one script that are looked at.
MAX_VALUES = 50_000
# How deep in a block of an editor its words lie at most: each list looks so far into its blocks.
DEEPEST = 5
# Weight from which a text that ends as a sentence is a paragraph, and how many make an article.
RUNNING = 60.0
FEWEST = 2
_OPENING = re.compile(r"[{\[]")
_MARKED = re.compile("<|://")
# Keys under which the blocks of editors keep a paragraph's words, and the parts of it.
_WORDS = (
    "text", "content", "value", "children", "data", "model", "paragraph", "body", "nodes",
)  # fmt: skip


def find(scripts: list[str]) -> list[str]:
    """Return the paragraphs of the longest text in the scripts' data; none where there is none.

    `{"story": {"blocks": [{"type": "p", "text": "It ran again."}, …]}}` → It ran again., ….
    """
    texts = chain.from_iterable(map(_texts, map(_data, scripts)))
    return max(texts, key=lambda text: weight("".join(text)), default=[])


def _data(script: str) -> JsonValue:
    """Return the object or list that a script is, or that it assigns; None without one."""
    text = script[:MAX_SCRIPT].strip()
    opening = _OPENING.search(text)
    start = opening.start() if opening else len(text)
    end = max(map(text.rfind, "}]"))
    try:
        return loads(text[start : end + 1], strict=False)
    except (ValueError, RecursionError):
        return None


def _texts(data: JsonValue) -> Iterator[list[str]]:
    """Yield what may be a text: the blocks of each list, the lines of each string."""
    values = [data]
    # It grows as it is read: what a value holds comes behind the values beside it.
    for value in islice(values, MAX_VALUES):
        inside, lines = _parts(value)
        values += inside
        yield _running(lines)


def _parts(value: JsonValue) -> tuple[list[JsonValue], list[str]]:
    """Return the values that a value holds, and the lines that it may be.

    Those of a string are its own, those of a list the words of its blocks; an object has none.
    """
    if isinstance(value, str):
        return [], value.split("\n")
    if isinstance(value, dict):
        return list(value.values()), []
    if isinstance(value, list):
        return value, list(map(_words, value))
    return [], []


def _words(block: JsonValue, depth: int = DEEPEST) -> str:
    """Return the words of a block: its own, or those of its parts.

    `{"type": "p", "children": [{"text": "It "}, {"text": "ran."}]}` → It ran.
    """
    if isinstance(block, str):
        return block
    if isinstance(block, dict):
        said = filter(None, map(block.get, _WORDS))
        block = [next(said, "")]
    if not depth or not isinstance(block, list):
        return ""
    deeper = partial(_words, depth=depth - 1)
    return "".join(map(deeper, block))


def _running(lines: list[str]) -> list[str]:
    """Return the lines, if most are sentences; addresses and markup are none."""
    bare = filterfalse(_MARKED.search, lines)
    shown = list(filter(None, map(clean, bare)))
    sizes = map(weight, shown)
    running = sum(map(is_paragraph, shown, sizes, repeat(RUNNING)))
    is_text = running >= max(FEWEST, len(shown) / 2)
    return shown if is_text else []
