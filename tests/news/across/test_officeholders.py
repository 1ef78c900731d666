"""Which holder of an office two tellings of one event name differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from news.across import names_that_differ


def _told() -> dict[str, list[tuple[str, ...]]]:
    """Read `officeholders.txt`: rows by what is true of them."""
    told: dict[str, list[tuple[str, ...]]] = {}
    text = Path(__file__).with_name("officeholders.txt").read_text("utf-8")
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            told.setdefault(section, []).append(tuple(line.split(" | ")))
    return told


TOLD = _told()
SURE = TOLD["two persons"]
NOT_SURE = [*TOLD["one person"], *TOLD["two offices"], *TOLD["too alike"]]


@pytest.mark.parametrize("row", SURE, ids=lambda row: row[1])
def test_two_holders_of_one_office_differ(row: tuple[str, ...]) -> None:
    language, one, other_language, other, here, there = row
    languages = (language, other_language)
    assert names_that_differ(one, other, languages) == ((here, there),)
    assert names_that_differ(other, one, languages[::-1]) == ((there, here),)


@pytest.mark.parametrize("row", NOT_SURE, ids=lambda row: row[1])
def test_nothing_differs_where_it_is_not_sure(row: tuple[str, ...]) -> None:
    language, one, other_language, other = row
    languages = (language, other_language)
    assert names_that_differ(one, other, languages) == ()
    assert names_that_differ(other, one, languages[::-1]) == ()


def test_a_name_that_the_other_telling_has_elsewhere_does_not_differ() -> None:
    one = "Norway's prime minister Lars Haugen spoke"
    other = "Norwegens Ministerpräsident Erik Solberg sprach"
    languages = ("en", "de")
    assert names_that_differ(one, other, languages)
    assert not names_that_differ(f"{one}\nSolberg waited", other, languages)
    assert not names_that_differ(one, f"{other}\nHaugen schwieg", languages)


def test_a_telling_that_names_two_holders_gives_none() -> None:
    one = "Norway's prime minister Lars Haugen spoke"
    two = f"{one}. Norway's prime minister Rolf Dahl left"
    other = "Norwegens Ministerpräsident Erik Solberg sprach"
    assert names_that_differ(two, other, ("en", "de")) == ()
    assert names_that_differ(one, other, ("en", "pl")) == ()
