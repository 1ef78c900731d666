"""A paper that is called like something else is a name."""

from __future__ import annotations

import pytest

from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "orders"),
    [
        ("de", "nicht von Bild", [("drop", "Bild")]),
        (
            "de",
            "Wissenschaft, aber nichts aus Bild",
            [("subscribe", "science"), ("drop", "Bild")],
        ),
        ("de", "kein Bild bitte", [("images", "off")]),
        ("de", "bitte mit Bild", [("images", "on")]),
        ("de", "keine Bilder", [("images", "off")]),
        ("ru", "ничего от РИА", [("drop", "РИА")]),
    ],
)
def test_a_paper_is_told_from_pictures(
    locale: str, text: str, orders: list[tuple[str, str]]
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert [(order.act, order.value) for order in found.orders] == orders


@pytest.mark.parametrize("text", ["keine Artikel von Bild", "Bild nervt"])
def test_no_pictures_go_with_a_paper(text: str) -> None:
    found = understand(text, "de")
    assert found is None or not found.has("images")
