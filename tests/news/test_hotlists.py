"""How lines of a board move."""

from __future__ import annotations

from news.hotlists import ranks, standings
from news.models import Entry


def line(name: str) -> Entry:
    return Entry(url=f"https://b.example/{name}", title=name, id=name)


def test_rank_and_movement() -> None:
    earlier = ranks([line("a"), line("b"), line("c")])
    now = standings([line("c"), line("a"), line("d")], earlier)
    assert [(each.entry.title, each.rank, each.moved) for each in now] == [
        ("c", 1, 2),
        ("a", 2, -1),
        ("d", 3, None),
    ]


def test_lines_without_id_and_address_go_by_their_title() -> None:
    assert ranks([Entry(url="", title="x"), Entry(url="", title="x")]) == {"x": 1}
