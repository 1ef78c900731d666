"""A digest's picks, packed into few bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.delivery.packed_picks import Pick, pack_picks, unpack_picks
from store.schema.row_mapping import dump

WORDS = st.text(max_size=12)
PICKS = st.lists(
    st.tuples(
        st.integers(0, 2**53), WORDS, st.lists(WORDS, max_size=4).map(tuple)
    ),
    max_size=12,
)


@given(PICKS)
def test_what_was_packed_is_read_again(picks: list[Pick]) -> None:
    assert unpack_picks(pack_picks(picks)) == tuple(picks)


def test_the_form_of_earlier_versions_is_read() -> None:
    old = '[[7,"topic:tech",["publishers:5"]],[9,"",[]]]'
    assert unpack_picks(old) == (
        (7, "topic:tech", ("publishers:5",)),
        (9, "", ()),
    )
    assert unpack_picks("[]") == ()


def test_ten_picks_take_a_third_of_what_they_took() -> None:
    reasons = ("publishers:5", "fresh:2h", "weight:1.5")
    picks = [
        (1_000_000 + 3 * number, "topic:tech", reasons) for number in range(10)
    ]
    assert 3 * len(pack_picks(picks)) < len(dump(picks))
