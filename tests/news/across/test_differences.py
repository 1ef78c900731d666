"""Which figures two reports of one event give differently."""

from __future__ import annotations

import pytest

from news.across import figures_that_differ


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("洪水已造成31人死亡", "Flood kills 29 in the valley", (("31", "29"),)),
        (
            "Überschwemmung: 31 Tote, 80 Verletzte",
            "31 dead and 75 injured",
            (("80", "75"),),
        ),
        ("Inflation bei 2,4 %", "Инфляция составила 2,6%", (("2.4%", "2.6%"),)),
        ("三万人被疏散", "30,000 people were evacuated", ()),
        ("31 dead", "Überschwemmung in Kenia", ()),
        # Several figures of one kind can't be compared.
        ("Kills 5 in the north and kills 9 in the south", "14 dead", ()),
        # The figure of another clause is not the word's.
        ("Storm hits 40 towns; many dead", "12 dead", ()),
    ],
)
def test_figures(
    one: str, other: str, differs: tuple[tuple[str, str], ...]
) -> None:
    assert figures_that_differ(one, other) == differs
    assert figures_that_differ(other, one) == tuple(
        (there, here) for here, there in differs
    )
