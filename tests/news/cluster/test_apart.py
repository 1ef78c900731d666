"""Looking for an article's story without keeping it, and clusterers with stories of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from news.cluster import Clusterer
from news.models import Article

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FIRE = (
    "Fire destroys the old harbour market in Lunemouth",
    "A fire destroyed the old harbour market in Lunemouth on Tuesday night. Forty stalls burned down.",
)
FIRE_AGAIN = (
    "Old harbour market in Lunemouth destroyed by fire",
    "Forty stalls of the old harbour market in Lunemouth burned down on Tuesday night, the brigade said.",
)
BRIDGE = (
    "Parliament votes for a second bridge over the Kell",
    "Members of parliament voted on Tuesday for a second bridge over the river Kell near Ashby.",
)


def article(text: tuple[str, str], site: str, minutes: int = 0) -> Article:
    moment = NOW + timedelta(minutes=minutes)
    return Article(
        url=f"https://{site}.example/1",
        title=text[0],
        text=text[1],
        published_at=moment,
    )


def test_an_article_finds_its_story_and_leaves_no_trace() -> None:
    clusterer = Clusterer(across="off")
    fire = clusterer.add(article(FIRE, "paper"))
    clusterer.add(article(BRIDGE, "paper"))
    clusterer.changes()
    before = clusterer.dump()
    assert clusterer.find(article(FIRE_AGAIN, "blog", 5)) == fire
    assert (
        clusterer.find(
            article(
                ("Zoo in Arden has two cubs", "Two lion cubs were born."), "z"
            )
        )
        == ""
    )
    assert clusterer.changes() == {}
    assert clusterer.dump() == before
    assert clusterer.add(article(FIRE_AGAIN, "post", 9)) == fire


def test_many_looks_push_nothing_out() -> None:
    clusterer = Clusterer(across="off")
    fire = clusterer.add(article(FIRE, "paper"))
    for number in range(200):
        assert (
            clusterer.find(article(FIRE_AGAIN, f"blog{number}", number % 50))
            == fire
        )
    assert clusterer.find(article(FIRE, "other", 3)) == fire


def test_a_clusterer_apart_joins_its_own_and_keeps_them() -> None:
    clusterer = Clusterer(across="off")
    apart = clusterer.apart({}, ceiling=100)
    key = apart.add(article(FIRE, "blog"))
    assert apart.add(article(FIRE_AGAIN, "other", 5)) == key
    assert clusterer.find(article(FIRE, "paper")) == ""
    pieces = {name: piece for name, piece in apart.changes().items() if piece}
    assert (
        clusterer.apart(pieces, ceiling=100).find(article(FIRE, "third", 9))
        == key
    )


def test_the_article_itself_is_found_and_its_story_stays() -> None:
    clusterer = Clusterer(across="off")
    key = clusterer.add(article(FIRE, "paper"))
    assert clusterer.find(article(FIRE, "paper")) == key
    assert clusterer.find(article(FIRE_AGAIN, "blog", 5)) == key


def test_an_article_that_comes_again_after_a_restart_is_of_its_story() -> None:
    clusterer = Clusterer(across="off")
    apart = clusterer.apart({}, ceiling=100)
    key = apart.add(article(FIRE, "blog"))
    pieces = {name: piece for name, piece in apart.changes().items() if piece}
    again = clusterer.apart(pieces, ceiling=100)
    assert again.add(article(FIRE, "blog")) == key
    assert again.find(article(FIRE_AGAIN, "other", 5)) == key
