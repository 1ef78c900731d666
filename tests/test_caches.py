"""Every cache has a bound: no page and no chat of a stranger can fill the memory."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import source_trees

# These only read the code.
pytestmark = pytest.mark.untraced


ROOT = Path(__file__).parents[1]
CLOSED = {
    "bot/rendering/digest.py:_topic_heading": "a topic of the catalogue and a locale of the interface",
    "bot/rendering/i18n.py:_tongue": "a locale of the interface",
    "jobs/http/guard.py:authorities": "true or false",
    "store/chats/chats.py:_update_of": "columns that the code names",
    "news/cluster/slots.py:_table": "a table that the code names",
    "news/cluster/slots.py:table_words": "a table that the code names",
    "news/countries.py:country_names": "locales that the code names",
    "news/schedule/due.py:load": "a zone that exists: others raise, and are not kept",
    "news/filters/inflection_tables.py:_pairs": "the parts of the table that hold pairs",
    "news/rank/no_news.py:_word_lists": "a kind and a list that the code names",
    "news/wishes/wish_grammar.py:grammar": "a language that the code names",
    "news/wishes/wish_grammar.py:expressions": "a language that the code names",
    "news/wishes/parts.py:wish_words": "a language that the code names",
    "news/wishes/bot_questions.py:_questions": "a language that the code names",
    "news/wishes/later_starts.py:_starts": "a language that the code names",
    "news/wishes/time_moves.py:_moves": "a language that the code names",
    "news/schedule/pause_words.py:patterns_of": "a language that has a table",
    "news/wishes/respelling.py:_known": "a language that the code names",
    "news/wishes/respelling.py:_shorthand": "a language that the code names",
    "news/topics/topic_tree.py:ancestors": "a topic of the catalogue",
}
"""Functions whose arguments come from a closed set, so that a cache without a number is bounded by it."""


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for floor in ("bot", "jobs", "store", "news"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            for node in ast.walk(source_trees.parse(path)):
                if isinstance(node, ast.FunctionDef):
                    yield f"{path.relative_to(ROOT)}:{node.name}", node


def _unbounded(node: ast.FunctionDef) -> bool:
    arguments = [*node.args.args, *node.args.kwonlyargs]
    for decorator in map(ast.unparse, node.decorator_list):
        if decorator in {"cache", "functools.cache"} and arguments:
            return True
        if decorator.startswith("lru_cache") and "None" in decorator:
            return True
    return False


def test_a_cache_without_a_number_takes_only_what_is_few() -> None:
    assert {
        name for name, node in _functions() if _unbounded(node)
    } <= CLOSED.keys()


def test_the_document_names_every_cache_of_the_processes() -> None:
    table = (
        (ROOT / "docs" / "scale.md")
        .read_text("utf-8")
        .partition("## Caches")[2]
    )
    for floor in ("bot", "jobs"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            text = path.read_text("utf-8")
            if "OrderedDict[" in text or "@lru_cache(maxsize" in text:
                assert str(path.relative_to(ROOT)) in table, path
