"""Half a surrogate pair in a text from outside: it counts as one unknown character, and raises nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobs.digests.model_budget import estimate
from news.doors import login
from news.feeds.markup import safe
from news.filters.expressions import compile_expression
from news.summarise.label_lines import is_label
from news.whole_characters import whole
from news.words import cut_run, tag_run

BROKEN = "桥\ud83d：The ferry runs again after the storm\udc00."


def test_half_a_surrogate_becomes_one_mark() -> None:
    assert whole(BROKEN) == "桥?：The ferry runs again after the storm?."
    assert whole("桥 😀") == "桥 😀"


@pytest.mark.parametrize(
    "read",
    [
        is_label,
        safe,
        cut_run,
        tag_run,
        compile_expression,
        lambda text: login(text, text, "https://news.example/"),
        lambda text: estimate([text]),
    ],
)
def test_half_a_surrogate_raises_nothing(read: Callable[[str], object]) -> None:
    read(BROKEN)


def test_what_holds_half_a_surrogate_is_found_where_it_stands() -> None:
    assert is_label("\ud83d Subscribe to our newsletter")
    assert "".join(cut_run("大桥\ud83d倒塌")) == "大桥?倒塌"
