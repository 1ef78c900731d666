"""Place each article among the stories of the last days, and join stories that turn out to be one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Literal

from news.across.parallel import Calibration, Meaning
from news.cluster import saved_state
from news.cluster.article_reading import MAX_TITLE, ArticleReading, Reader
from news.cluster.bridging import Bridge
from news.cluster.linkage import CANDIDATES, Linkage
from news.cluster.postings import Postings
from news.cluster.scores import PairScorer, Scores
from news.cluster.window import IndexedStory, Window
from news.cluster.window_columns import Rows
from news.durations import HOUR
from news.models import Article, Placement

# Articles that are kept at the most, about 2.4 KB each.
CEILING = 100_000
# The index of a clusterer apart: 256 kB, for a thousand articles.
APART_BUCKETS = 1 << 12
APART_RING = 16
KEY_BYTES = 8
# How tellings in several languages are joined: by what any language shares,
# also by what they mean, or not at all.
Across = Literal["names", "meaning", "off"]
MOST_BRIDGES = 3
_START = datetime(2000, 1, 1, tzinfo=UTC)


class Clusterer:
    """Places articles in a window of time; memory and time an article are bounded by `ceiling`.

    Average linkage as articles come: an article joins the story whose articles, in the
    mean, most likely tell its event; a story that grew is compared with its nearest
    ones again. A story keeps its key when it grows.
    """

    def __init__(
        self,
        *,
        hours: int = 72,
        ceiling: int = CEILING,
        scores: Scores | None = None,
        across: Across = "names",
        model: str = "",
        postings: Postings | None = None,
        reader: Reader | None = None,
    ) -> None:
        """Begin with an empty window; `model` names the model whose vectors `place` is given.

        A `reader` brings what it has learned.
        """
        self._hours = timedelta(hours=hours)
        self._window = Window(ceiling, postings, model)
        self._reader = reader or Reader()
        self._learns = True
        self._scorer = PairScorer(scores or Scores(), self._reader.frequencies)
        self._linkage = Linkage(
            self._window, self._scorer, self._reader.frequencies, self._hours
        )
        self._across = across
        # How the vectors' cosines are read; None: tellings are joined by names
        # alone.
        self.calibration: Calibration | None = None
        self._now = _START
        self._placed = 0
        # Stories that left before their time because of the ceiling.
        self.evicted = 0

    def add(self, article: Article) -> str:
        """Place an article and return its story's key."""
        return self.place(article).story

    def place(
        self, article: Article, meaning: Meaning | None = None
    ) -> Placement:
        """Place an article: a new story, a reprint, or another report of a known event.

        `meaning` is what the headline means, by the model that the clusterer was made for.
        Stories that turn out to be one with the article's are named in `joined`; they are gone.
        """
        reading = self._read(article, learns=self._learns)
        self._now = max(self._now, article.published_at or self._now)
        near = self._find_near(reading)
        story = self._begin(article, reading)
        if meaning is not None:
            self._window.meanings.put(story.number, story.language, meaning)
        compared = self._linkage.compare(story, near)
        copies = self._linkage.copies(story, compared)
        kept, merged = self._linkage.settle(story, copies, compared)
        if self._across != "off":
            self._bridge(kept, story.key)
        self._note(kept, story, reading)
        has_joined = kept is not story and kept.url != article.url
        is_reprint = bool(copies) and has_joined
        return Placement(
            kept.card,
            "reprint" if is_reprint else "report",
            kept.url if is_reprint else "",
            self._lost_cards(story.key),
            telling=kept.key,
            merged=merged,
            headline=_headline(article, reading),
        )

    def find(self, article: Article) -> str:
        """Return the key of the story that an article tells, empty where none does;
        nothing of it is kept or learned.
        """
        reading = self._read(article, learns=False)
        probe = self._story(article, reading)
        self._window.probe(probe, reading.vectors, reading.title)
        try:
            near = self._find_near(reading)
            return self._linkage.told_by(probe, near)
        finally:
            self._window.drop_probe(probe)

    def _read(self, article: Article, *, learns: bool) -> ArticleReading:
        """Read an article; one without a date counts as the newest so far."""
        moment = article.published_at or self._now
        return self._reader.read(
            article, int(moment.timestamp()), learns=learns
        )

    def _find_near(self, reading: ArticleReading) -> Rows:
        """Return the articles that share the most telling keys with one."""
        keys = reading.vectors.keys
        return self._window.postings.find(keys, reading.key_weights, CANDIDATES)

    def apart(self, stories: dict[str, bytes], *, ceiling: int) -> Clusterer:
        """Return a clusterer with these stories of its own, by what `changes` gave.

        It reads articles with the words and lines that this one knows, and teaches it nothing.
        """
        other = Clusterer(
            hours=_whole_hours(self._hours),
            ceiling=ceiling,
            across="off",
            postings=Postings(APART_BUCKETS, APART_RING),
            reader=self._reader,
        )
        other._learns = False
        other._now = self._now
        saved_state.restore(other._window, stories)
        return other

    def _note(
        self, kept: IndexedStory, story: IndexedStory, reading: ArticleReading
    ) -> None:
        """Learn from a placed article and keep the ceiling."""
        self._window.changed.add(kept.key)
        if kept is not story:
            # Nobody was told of the key that the story had for a moment.
            self._window.changed.discard(story.key)
        if self._learns:
            self._reader.learn(reading, kept.size)
        self.evicted += self._window.evict()

    def _bridge(self, story: IndexedStory, fresh: str) -> None:
        """Put a telling under the event that other languages tell, where there is one."""
        is_round_up = self._window.rows.data["round_up"][story.rows[-1]]
        if is_round_up or not self._window.has_others(story.language):
            return
        bridge = Bridge(
            self._window,
            self._scorer,
            self._reader.frequencies,
            self._hours,
            self.calibration,
        )
        cards = self._window.cards
        for _ in range(MOST_BRIDGES):
            card = bridge.find(story)
            if not card:
                return
            # An event begun by this very article never gives its key; otherwise
            # the older does.
            is_older = cards.begun(story.card) <= cards.begun(card)
            if story.card != fresh and is_older:
                self._window.unite(story.card, card)
            else:
                self._window.unite(card, story.card)

    def _lost_cards(self, fresh: str) -> tuple[str, ...]:
        """Return the cards that are gone since the last article."""
        lost = tuple(card for card in self._window.lost_cards if card != fresh)
        self._window.lost_cards.clear()
        return lost

    def expire(self, now: datetime) -> int:
        """Forget the stories that no article joined within the window; returns how many."""
        limit = int((now - self._hours).timestamp())
        stories = self._window.stories.values()
        old = [story.key for story in stories if story.last < limit]
        for key in old:
            self._window.forget(key)
        return len(old)

    def _begin(self, article: Article, reading: ArticleReading) -> IndexedStory:
        self._placed += 1
        story = self._story(article, reading)
        self._window.begin(story, reading.vectors, reading.title)
        return story

    def _story(self, article: Article, reading: ArticleReading) -> IndexedStory:
        moment = reading.vectors.time
        return IndexedStory(
            key=self._unused_key(f"{article.url}\n{article.title}\n{moment}"),
            language=reading.language,
            url=article.url,
            first=moment,
            last=moment,
        )

    def _unused_key(self, seed: str) -> str:
        """Return a key that no story has, also where the same article is looked for or comes again."""
        number = self._placed
        key = _hashed(f"{seed}\n{number}")
        while key in self._window.stories:
            number += 1
            key = _hashed(f"{seed}\n{number}")
        return key

    def changes(self) -> dict[str, bytes | None]:
        """Return each story that changed since this was last asked: its state by key,
        None where it is gone.
        """
        return saved_state.changes(self._window)

    def dump(self) -> bytes:
        """Return what outlives the window: how common words and lines are, and sites'
        names; the stories come by `changes`.
        """
        hours = _whole_hours(self._hours)
        head = saved_state.Head(hours, self._now, self._placed)
        return saved_state.dump(head, self._reader)

    @classmethod
    def load(
        cls,
        data: bytes | None,
        stories: dict[str, bytes],
        *,
        hours: int = 0,
        ceiling: int = CEILING,
        across: Across = "names",
        model: str = "",
    ) -> Clusterer:
        """Read what `dump` and `changes` gave; what is broken or of another version is begun anew.

        The window is as long as it was, unless `hours` says otherwise.
        """
        head, reader = saved_state.load(data)
        clusterer = cls(
            hours=hours or head.hours,
            ceiling=ceiling,
            across=across,
            model=model,
            reader=reader,
        )
        clusterer._now = head.now
        clusterer._placed = head.placed
        saved_state.restore(clusterer._window, stories)
        return clusterer


def _hashed(seed: str) -> str:
    encoded = seed.encode("utf-8", "replace")
    return blake2b(encoded, digest_size=KEY_BYTES).hexdigest()


def _whole_hours(window: timedelta) -> int:
    return int(window.total_seconds() // HOUR)


def _headline(article: Article, reading: ArticleReading) -> str:
    """Return the title that lost its site's name; empty where it lost nothing."""
    title = article.title.strip()
    # A reading's title is cut at a length: of a longer one nobody knows what it lost.
    is_whole = len(article.title) <= MAX_TITLE
    # The first line of the text stands for a title that is missing: it is no part of it.
    is_part = title.startswith(reading.title) or article.title.endswith(
        reading.title
    )
    has_lost = reading.title != title
    return reading.title if is_whole and is_part and has_lost else ""
