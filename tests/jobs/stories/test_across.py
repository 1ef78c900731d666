"""An event reported in two languages becomes one pick of a digest, from stored articles on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from jobs.config import StoriesConfig
from jobs.context import JobContext
from jobs.digests.asked import ask
from jobs.digests.select import choose
from jobs.stories.clustering import Clustering
from news.models import Pick
from sandbox.site.articles import load
from store.article_rows import ReadArticle
from store.chats import chats, subscriptions
from store.news import articles
from store.rows import Chat
from store.schema.tables import stories
from tests.jobs.conftest import NOW
from tests.jobs.stories.test_headline_meanings import EVENTS, Model
from tests.store.world import make_source, new_article, read_article

DAY = 86_400


def _put(c: Connection, rows: list[ReadArticle]) -> None:
    source = make_source(c)
    entries = [new_article(f"n{number}", source) for number in range(len(rows))]
    articles.insert_new(c, entries, NOW)
    articles.save_read(c, rows, NOW)


async def sample_news(context: JobContext) -> None:
    """Read the whole sample site into the store and place it."""
    rows = [
        read_article(
            number,
            title=piece.title,
            text="\n".join(piece.paragraphs),
            summary=piece.paragraphs[:1],
            language="zh-Hans" if piece.language == "zh" else piece.language,
            publisher=piece.publisher,
            published_at=int(piece.at.timestamp()),
        )
        for number, piece in enumerate(
            load(datetime.fromtimestamp(NOW, UTC)), 1
        )
    ]
    await context.db.write(_put, rows)
    clustering = Clustering(context)
    while await clustering.sweep():
        pass


async def reader(context: JobContext, *languages: str) -> Chat:
    def write(c: Connection) -> Chat:
        chat = chats.upsert(
            c,
            7,
            0,
            "private",
            "",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=NOW,
        )
        subscriptions.add(c, chat.id, "topic", "tech", limit=9, now=NOW)
        return chats.update(c, chat.id, languages=languages)

    return await context.db.write(write)


def _vector(text: str) -> list[float]:
    """Return one vector for headlines about the band, and a separate one for each made-up event."""
    vector = [0.0] * 32
    vector[EVENTS.get(text, -1)] = 1.0
    return vector


def _cards(c: Connection) -> list[str]:
    return list(c.execute(select(stories.c.event)).scalars())


async def told(context: JobContext, chat: Chat) -> list[Pick]:
    await context.terms.refresh(context.db)
    (group,) = await choose(context, await ask(context, [chat], 2 * DAY), 99)
    return list(group.picks)


def about_the_ferry(picks: list[Pick]) -> list[str]:
    titles = [pick.story.title for pick in picks]
    return [
        title for title in titles if "渡轮" in title or "ferry" in title.lower()
    ]


async def test_the_sample_sites_accident_at_sea_is_one_item(
    context: JobContext,
) -> None:
    chat = await reader(context, "zh-Hans", "en")
    await sample_news(context)
    picks = await told(context, chat)
    (title,) = about_the_ferry(picks)
    assert "渡轮" in title
    (ferry,) = [pick.story for pick in picks if pick.story.title == title]
    assert [telling.language for telling in ferry.tellings] == ["en"]
    elsewhere = [pick.story.title for pick in picks if pick.story.tellings]
    assert elsewhere == [title]


async def test_who_reads_one_language_gets_that_telling(
    context: JobContext,
) -> None:
    chat = await reader(context, "en")
    await sample_news(context)
    (title,) = about_the_ferry(await told(context, chat))
    assert "ferry" in title.lower()


async def test_a_sweep_gives_headlines_their_meaning(
    context: JobContext,
) -> None:
    model = Model(lambda texts: [_vector(text) for text in texts])
    context = replace(
        context, meaning_model=model, stories=StoriesConfig(across="meaning")
    )
    titles = {
        "en": "Brass band goes home to Norway",
        "de": "Musikverein zieht es nach Norwegen",
    }
    rows = [
        read_article(number, title=title, text="", language=language)
        for number, (language, title) in enumerate(titles.items(), 1)
    ]
    await context.db.write(_put, rows)
    clustering = Clustering(context)
    assert await clustering.sweep() == len(titles)
    cards = await context.db.read(_cards)
    assert len(cards) == len(titles)
    assert cards[0]
    assert cards[0] == cards[1]
    assert set(titles.values()) <= set(model.asked)
