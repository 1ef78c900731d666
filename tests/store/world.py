"""A small world for the store's tests: sources, articles, stories and chats, made through the store itself."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from news.models import Message
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chats
from store.news import articles, sources, stories
from store.rows import Chat, NewDigest, NewOutbox

NOW = 1_800_000_000


def make_chat(
    c: Connection,
    telegram_id: int = 100,
    thread_id: int = 0,
    *,
    due: int | None = None,
) -> Chat:
    """Make a private chat, due at an instant."""
    chat = chats.upsert(
        c,
        telegram_id,
        thread_id,
        "private",
        f"chat {telegram_id}",
        locale="en",
        zone="UTC",
        schedule="08:00",
        now=NOW,
    )
    return (
        chats.update(c, chat.id, next_due_at=due) if due is not None else chat
    )


def make_source(c: Connection, url: str = "https://news.example/feed") -> int:
    """Make a source; return its id."""
    return sources.add(c, url, "feed", "News", "en", "UTC", None, NOW).id


def new_article(name: str, source: int = 1, **values: object) -> NewArticle:
    """Describe an entry."""
    url = f"https://{name}.example/{name}"
    given: dict[str, object] = {
        "url": url,
        "url_key": url,
        "source_id": source,
        "title": name,
        "published_at": NOW,
    }
    return NewArticle(**(given | values))  # type: ignore[arg-type]


def read_article(article: int, **values: object) -> ReadArticle:
    """Describe what reading an article returned."""
    given: dict[str, object] = {
        "id": article,
        "title": f"Title {article}",
        "text": f"Text of {article}.",
        "summary": (f"Summary {article}.",),
        "published_at": NOW - 600,
        "publisher": f"Paper {article}",
        "site": "news.example",
        "author": "",
        "editor": "",
        "section": "",
        "language": "en",
        "image": "",
        "keywords": (),
        "topics": (("tech", 0.9, "word:chip"),),
        "canonical_url": "",
        "words": f"title {article} 芯片 产业",
    }
    return ReadArticle(**(given | values))  # type: ignore[arg-type]


def placed(article: int, key: str, **values: object) -> Placed:
    """Describe where an article belongs."""
    given: dict[str, object] = {
        "kind": "report",
        "original_url": "",
        "joined": (),
        "filters": (),
    }
    return Placed(article, key, **(given | values))  # type: ignore[arg-type]


def make_articles(
    c: Connection, names: Sequence[str], **values: object
) -> list[int]:
    """Make read articles; return their ids."""
    source = make_source(c)
    ids = articles.insert_new(
        c, [new_article(name, source) for name in names], NOW
    )
    articles.save_read(c, [read_article(i, **values) for i in ids], NOW)
    return ids


def make_stories(
    c: Connection, names: Sequence[str], **values: object
) -> list[int]:
    """Make stories of one article each; return their ids."""
    ids = make_articles(c, names, **values)
    ancestors = {"tech": ("news",)}
    return stories.place(
        c,
        [placed(i, f"key-{name}") for i, name in zip(ids, names, strict=True)],
        NOW,
        ancestors=ancestors,
    )


def message(text: str = "Hello", stories_told: tuple[int, ...] = ()) -> Message:
    """Describe a message."""
    return Message(text, stories=stories_told)


def new_outbox(chat: int, text: str = "Hello", **values: object) -> NewOutbox:
    """Describe a message that waits to be sent."""
    given: dict[str, object] = {
        "kind": "notice",
        "message": message(text),
        "ready_at": NOW,
    }
    return NewOutbox(chat, **(given | values))  # type: ignore[arg-type]


def new_digest(
    chat: int,
    story_ids: Sequence[int],
    *,
    parts: int = 1,
    slot: int = 480,
    **values: object,
) -> NewDigest:
    """Describe a digest of this number of messages; the first lists the stories."""
    rows = tuple(
        NewOutbox(
            chat,
            "digest",
            message(f"part {n}", tuple(story_ids) if n == 0 else ()),
            NOW,
            sequence=n,
        )
        for n in range(parts)
    )
    given: dict[str, object] = {
        "local_date": "2027-01-15",
        "picks": tuple(
            (story, "topic:tech", ("publishers:2",)) for story in story_ids
        ),
        "next_due_at": NOW + 86400,
    }
    return NewDigest(
        chat_id=chat,
        slot=slot,
        stories=tuple(story_ids),
        messages=rows,
        **(given | values),
    )  # type: ignore[arg-type]
