"""A difference is no amount."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _keeps(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "The pier cost 90 million crowns, 16 million more than planned.",
            "The pier cost 16 million crowns more than planned.",
            "The pier cost 16 million crowns.",
        ),
        (
            "Im Wald leben neun Luchse, vier mehr als vor einem Jahr.",
            "Im Wald leben vier Luchse mehr als vor einem Jahr.",
            "Im Wald leben vier Luchse.",
        ),
        (
            "Le chantier a coûté 90 millions d'euros, 16 millions de plus que prévu.",
            "Le chantier a coûté 16 millions d'euros de plus que prévu.",
            "Le chantier a coûté 16 millions d'euros.",
        ),
        (
            "Ardieron 5.400 hectáreas, 1.200 más que en 2019.",
            "Ardieron 1.200 hectáreas más que en 2019.",
            "Ardieron 1.200 hectáreas.",
        ),
        (
            "Arderam 5.400 hectares, mais 1.200 do que em 2019.",
            "Arderam mais 1.200 hectares do que em 2019.",
            "Arderam 1.200 hectares.",
        ),
        (
            "Музей посетили 90 тысяч человек, на 16 тысяч больше, чем годом ранее.",
            "Музей посетили на 16 тысяч человек больше, чем годом ранее.",
            "Музей посетили 16 тысяч человек.",
        ),
        (
            "大桥总投资约90亿元，比预算多出16亿元。",
            "大桥总投资比预算多出16亿元。",
            "大桥总投资约16亿元。",
        ),
    ],
)
def test_a_difference_is_told_as_one(text: str, right: str, wrong: str) -> None:
    assert _keeps(right, text)
    assert not _keeps(wrong, text)


def test_more_than_a_number_bounds_it() -> None:
    text = "The fire burnt more than 5,400 hectares of pine."
    assert _keeps("Some 5,400 hectares of pine burnt.", text)


def test_a_rise_may_be_told_in_other_words() -> None:
    text = "The museum had 90,000 visitors, 16,000 more than in 2019."
    assert _keeps("Visitors to the museum rose by 16,000.", text)
