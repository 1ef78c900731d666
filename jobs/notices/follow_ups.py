"""story that grows after it was sent → what is new in it → replies to the messages that told it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jobs.context import JobContext
from jobs.isolated import Isolated
from jobs.send_times import ready_at
from news.changes import developments
from news.durations import DAY
from news.models import Report, Story
from store.article_rows import ArticleRow
from store.delivery import follow_ups
from store.delivery.follow_ups import Listener
from store.news import articles, stories, story_growth, visibility
from store.news.visibility import NOBODY
from store.operations import key_value
from store.rows import Chat, NewOutbox

# The blob that says up to which instant the growth of stories was looked at.
STATE = "follow"
News = tuple[Report, tuple[str, ...]]


async def sweep(context: JobContext) -> int:
    """Write follow-ups for every story that grew since the last sweep; return how many."""
    until = context.clock() - context.follow.settle
    since = await _since(context, until)
    if until <= since:
        return 0
    total = 0
    for story_id in await context.db.read(
        story_growth.developing, now=until, since=since + 1
    ):
        total += await _story(context, story_id)
    await context.db.write(
        key_value.put, STATE, str(until).encode(), context.clock()
    )
    if total:
        context.wake_sender()
    return total


async def _since(context: JobContext, until: int) -> int:
    data = await context.db.read(key_value.get, STATE)
    # After a long stop only what is still news is told on.
    oldest = until - context.follow.days * DAY
    if data:
        return max(int(data), oldest)
    return until - 3600


@dataclass(slots=True)
class _Views:
    """One story as its listeners see it: once for all, and once for each set of private
    sources.
    """

    story_id: int
    told: dict[frozenset[int], tuple[Story | None, list[ArticleRow]]] = field(
        default_factory=dict
    )
    # What reports say anew, by the ids of the reports: chats told at one time
    # share it.
    news: dict[tuple[int, ...], News | None] = field(default_factory=dict)

    async def of(
        self, context: JobContext, chat: Chat, own: frozenset[int]
    ) -> tuple[Story | None, list[ArticleRow]]:
        """Return the story and its reports for a chat with these private sources."""
        if own not in self.told:
            reader = chat.id if own else NOBODY
            story = await context.db.read(stories.get, self.story_id, reader)
            rows = await context.db.read(
                articles.of_story, self.story_id, reader
            )
            self.told[own] = story, _reports(story, rows)
        return self.told[own]


def _reports(story: Story | None, rows: list[ArticleRow]) -> list[ArticleRow]:
    """Return the reports that may tell the chat something new: not withdrawn, and in a
    script that the story's readers read. A story that is gone has none.
    """
    return [
        report
        for report in rows
        if story
        and report.withdrawn_at is None
        and _same_script(report.language, story.language)
    ]


async def _story(context: JobContext, story_id: int) -> int:
    """Write one story's follow-ups, a batch of chats a transaction."""
    config = context.follow
    now = context.clock()
    views = _Views(story_id)
    after = total = 0
    while heard := await context.db.read(
        follow_ups.listeners,
        story_id,
        after_id=after,
        since=now - DAY,
        limit=config.batch,
    ):
        after = heard[-1].chat.id
        own = await context.db.read(
            visibility.own_sources, [listener.chat.id for listener in heard]
        )
        rows = []
        for listener in heard:
            if _may_hear(context, listener):
                with Isolated("follow-up.fault", listener.chat.id):
                    rows += await _row_for(context, listener, views, own)
        total += await context.db.write(
            follow_ups.store, rows, since=now - config.pause, now=now
        )
    return total


async def _row_for(
    context: JobContext,
    listener: Listener,
    views: _Views,
    own: Mapping[int, frozenset[int]],
) -> list[NewOutbox]:
    """Return the follow-up for a listener, from the reports it may see; None if nothing is new."""
    chat = listener.chat
    story, reports = await views.of(
        context, chat, own.get(chat.id, frozenset())
    )
    new = await _news(reports, listener, views.news) if story else None
    if story and new:
        return [_row(context, story, new, chat)]
    return []


def _may_hear(context: JobContext, listener: Listener) -> bool:
    """Return whether a chat may get a follow-up: told recently enough, not just followed
    up, within its daily number.
    """
    config = context.follow
    now = context.clock()
    lately = (
        listener.followed_at is not None
        and listener.followed_at > now - config.pause
    )
    return (
        not lately
        and listener.lately < config.most
        and listener.told_at > now - config.days * DAY
    )


def _same_script(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


async def _news(
    reports: list[ArticleRow],
    listener: Listener,
    news_by_key: dict[tuple[int, ...], News | None],
) -> News | None:
    """Return the first new statements of later reports; chats that got the story at the same
    time share the result.
    """
    new = []
    earlier = []
    for report in reports:
        if report.kind == "report" and report.published_at > listener.told_at:
            new.append(report)
        else:
            earlier.append(report)
    if not new:
        return None
    # The same reports parted in the same way bring the same news.
    key = (
        *(report.id for report in reports),
        0,
        *(report.id for report in new),
    )
    if key not in news_by_key:
        said = [f"{report.title}\n{report.text}" for report in earlier]
        news_by_key[key] = await asyncio.to_thread(_best, said, new)
    return news_by_key[key]


def _best(said: list[str], new: list[ArticleRow]) -> News | None:
    """Return the report with most news, and that news; None if nothing is worth a message."""
    news_of = [
        (report, developments(said, report.text, report.language))
        for report in new
    ]
    report, sentences = max(news_of, key=lambda one: len(one[1]))
    if not sentences:
        return None
    when = datetime.fromtimestamp(report.published_at, UTC)
    return Report(
        url=report.url,
        title=report.title,
        publisher=report.publisher or report.site,
        published_at=when,
    ), sentences


def _row(context: JobContext, story: Story, new: News, chat: Chat) -> NewOutbox:
    report, sentences = new
    message = context.tell.development(
        story, report, sentences, chat, context.now()
    )
    return NewOutbox(
        chat_id=chat.id,
        kind="follow-up",
        message=message,
        ready_at=ready_at(chat, context.clock()),
        reply_to_story=story.id,
        silent=chat.silent,
    )
