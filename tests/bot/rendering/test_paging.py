"""Lists in pages."""

from __future__ import annotations

from bot.rendering.paging import list_page


def test_the_middle_page_leads_both_ways() -> None:
    page = list_page(list(range(25)), 1)
    assert list(page.rows) == list(range(10, 20))
    assert page.place == " (2/3)"
    assert [(button.text, button.data) for button in page.turn(str)] == [
        ("◀", "0"),
        ("▶", "2"),
    ]


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    page = list_page(list(range(11)), 9)
    assert (list(page.rows), page.number) == ([10], 1)
    assert [button.text for button in page.turn(str)] == ["◀"]


def test_a_short_list_has_one_page_and_no_buttons() -> None:
    for rows in ([], [1], list(range(10))):
        page = list_page(rows, 0)
        assert (list(page.rows), page.place, page.turn(str)) == (rows, "", ())
