"""Which entries are articles that are known already."""

from __future__ import annotations

from news.entry_identity import KnownEntry, match_entries
from news.links import key
from news.models import Entry

PAGE = "https://paper.example/a"


def entry(
    title: str, url: str = PAGE, identity: str = "", summary: str = ""
) -> Entry:
    return Entry(url=url, title=title, id=identity, summary=summary)


def known(
    title: str, url: str = PAGE, identity: str = "", summary: str = ""
) -> KnownEntry:
    return KnownEntry(1, identity, key(url) if url else "", title, summary)


def verdicts(entries: list[Entry], *before: KnownEntry) -> list[str]:
    return [match.verdict for match in match_entries(entries, before)]


def test_an_id_goes_before_the_address() -> None:
    (match,) = match_entries(
        [entry("Bridge opens", "https://paper.example/moved", "1")],
        [known("Bridge opens", PAGE, "1")],
    )
    assert (match.verdict, match.moved) == ("known", True)
    assert match.known is not None


def test_a_change_of_title_or_text_is_a_correction() -> None:
    assert verdicts(
        [entry("Bridge closed", identity="1")],
        known("Bridge opens", identity="1"),
    ) == ["corrected"]
    assert verdicts(
        [entry("Bridge", identity="1", summary="New text")],
        known("Bridge", identity="1", summary="Old text"),
    ) == ["corrected"]
    assert verdicts(
        [entry("Bridge", identity="1", summary="Text")],
        known("Bridge", identity="1"),
    ) == ["known"]
    assert verdicts(
        [entry("The  bridge", identity="1")], known("the bridge", identity="1")
    ) == ["known"]


def test_a_feed_that_changes_its_ids_every_time_repeats_nothing() -> None:
    assert verdicts(
        [entry("Bridge opens", identity="run-2-1")],
        known("Bridge opens", identity="run-1-1"),
    ) == ["known"]


def test_entries_with_ids_of_their_own_and_one_address_are_several_articles() -> (
    None
):
    listed = [entry("Down", identity="1"), entry("Up again", identity="2")]
    assert verdicts(listed) == ["new", "new"]
    assert verdicts(listed, known("Down", identity="1")) == ["known", "new"]
    # The first has left the list since.
    assert verdicts(
        [entry("Up again", identity="2")], known("Down", identity="1")
    ) == ["new"]
    assert verdicts(
        [entry("Down", identity="1"), entry("Down", identity="2")],
        known("Down", identity="1"),
    ) == [
        "known",
        "new",
    ]


def test_an_id_that_all_share_tells_nothing() -> None:
    listed = [
        entry("One", f"{PAGE}/1", "same"),
        entry("Two", f"{PAGE}/2", "same"),
    ]
    assert verdicts(listed, known("One", f"{PAGE}/1", "same")) == [
        "known",
        "new",
    ]


def test_without_ids_the_address_decides() -> None:
    assert verdicts([entry("Bridge closed")], known("Bridge opens")) == [
        "corrected"
    ]
    assert verdicts(
        [entry("Bridge", f"{PAGE}?utm_source=rss")], known("Bridge")
    ) == ["known"]
    assert verdicts([entry("v2", f"{PAGE}#v2")], known("v1", f"{PAGE}#v1")) == [
        "new"
    ]


def test_an_id_given_later_is_no_new_article() -> None:
    assert verdicts([entry("Bridge", identity="1")], known("Bridge")) == [
        "known"
    ]


def test_entries_without_address_go_by_their_title() -> None:
    assert verdicts([entry("Note", "")], known("Note", "")) == ["known"]
    assert verdicts([entry("Other", "")], known("Note", "")) == ["new"]


def test_repeats_within_one_reading_are_left_out() -> None:
    assert verdicts(
        [entry("One", identity="1"), entry("One", identity="1")]
    ) == ["new"]
    assert [
        match.identity
        for match in match_entries(
            [entry("One"), entry("One", identity="1")], []
        )
    ] == [
        "url:paper.example/a",
        "id:1",
    ]
