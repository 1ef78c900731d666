"""Witnesses: the strongest claim wins, the others are listed, and a page never falsifies its feed."""

from __future__ import annotations

from datetime import UTC, datetime

from news.extract import examine
from news.models import Article, Entry, Media
from news.witnesses import Evidence, Strength, Witness, decide, settle, weigh
from tests.news.extract.layouts import TITLE, URL, page

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EARLY = datetime(2019, 10, 16, 21, 33, tzinfo=UTC)
LATE = datetime(2026, 11, 16, 10, 20, tzinfo=UTC)


def said(
    value: datetime | str, strength: Strength, witness: Witness = Witness.SHOWN
) -> Evidence:
    return Evidence(value, witness, strength)


def test_the_strongest_stands_and_the_others_are_kept() -> None:
    weak, strong = (
        said(LATE, Strength.CLOCK),
        said(EARLY, Strength.ZONED, Witness.DECLARED),
    )
    verdict = decide([weak, strong])
    assert verdict is not None
    assert verdict.evidence == strong
    assert verdict.overruled == (weak,)
    assert verdict.explain()["overruled"] == [
        {
            "value": LATE.isoformat(),
            "witness": "shown",
            "by": "",
            "strength": "clock",
        }
    ]


def test_of_equals_the_first_stands() -> None:
    verdict = decide([said("Mara", Strength.DAY), said("Jo", Strength.DAY)])
    assert verdict is not None
    assert verdict.evidence.value == "Mara"


def test_nobody_says_anything() -> None:
    assert decide([]) is None
    assert decide([said("", Strength.ZONED)]) is None


def test_a_pages_clock_does_not_overrule_the_feeds_moment() -> None:
    entry = Entry(URL, TITLE, published_at=EARLY)
    verdict = weigh({"published_at": (said(LATE, Strength.CLOCK),)}, entry)[
        "published_at"
    ]
    assert verdict.evidence.value == EARLY
    assert [piece.value for piece in verdict.overruled] == [LATE]


def test_settle_keeps_the_feeds_time_and_fills_what_the_page_does_not_tell() -> (
    None
):
    entry = Entry(
        URL,
        "Keepers return",
        published_at=EARLY,
        author="Mara Quill",
        categories=("harbour",),
        media=(Media("https://g.example/a.jpg", "image/jpeg"),),
    )
    reading = examine(
        page(above=f"<h1>{TITLE}</h1><div>16 November 2026</div>"),
        url=URL,
        now=NOW,
    )
    article = settle(reading.article, reading.evidence, entry)
    assert article.published_at == EARLY
    assert article.title == TITLE
    assert (article.author, article.image) == (
        "Mara Quill",
        "https://g.example/a.jpg",
    )
    assert article.categories == ("harbour",)


def test_an_article_without_any_date_has_none() -> None:
    reading = examine(page(), url=URL, now=NOW)
    assert (
        settle(
            reading.article, reading.evidence, Entry(URL, TITLE)
        ).published_at
        is None
    )


def test_settle_needs_no_evidence_of_the_page() -> None:
    article = settle(Article(URL), {}, Entry(URL, TITLE, published_at=LATE))
    assert (article.title, article.published_at) == (TITLE, LATE)
