"""Votes say more or less of a topic only where they are many and clear."""

from __future__ import annotations

import pytest

from news.preferences import LEAST, MOST, Opinion, Proposal, proposals


def votes(topic: str, liked: int, disliked: int) -> list[Opinion]:
    return [
        Opinion((topic,), number < liked) for number in range(liked + disliked)
    ]


@pytest.mark.parametrize(
    ("liked", "disliked", "more"),
    [(7, 3, True), (LEAST, 0, True), (0, LEAST, False), (2, 8, False)],
)
def test_clear_votes_are_proposed(
    liked: int, disliked: int, more: bool
) -> None:
    (found,) = proposals(votes("tech", liked, disliked), {"tech"})
    assert found == Proposal("tech", more, liked, liked + disliked)


@pytest.mark.parametrize(
    ("liked", "disliked", "subscribed"),
    [
        (6, 4, {"tech"}),
        (LEAST - 1, 0, {"tech"}),
        (9, 0, {"world"}),
        (0, 0, {"tech"}),
    ],
)
def test_few_or_divided_votes_say_nothing(
    liked: int, disliked: int, subscribed: set[str]
) -> None:
    assert proposals(votes("tech", liked, disliked), subscribed) == ()


def test_the_clearest_come_first_and_not_too_many() -> None:
    every = [
        vote
        for number in range(6)
        for vote in votes(f"topic{number}", 10 + number, 1)
    ]
    found = proposals(every, {f"topic{number}" for number in range(6)})
    assert [one.topic for one in found] == ["topic5", "topic4", "topic3"]
    assert len(found) == MOST
