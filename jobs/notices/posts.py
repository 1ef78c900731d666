"""story with a new article → subscriptions in mode `now` → outbox rows; each story once
for a chat.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby

import structlog

from jobs.context import JobContext
from jobs.digests.mute_filter import MuteFilter
from jobs.isolated import Isolated
from jobs.send_times import ready_at
from news.chunks import chunks
from news.language import matches
from news.models import Message, Story
from news.post_format import Post, PostFormat, parse
from store.article_rows import ArticleRow
from store.chats import chats, subscriptions
from store.delivery import posts
from store.delivery.posts import NewPost, Wanted
from store.engine.connections import Connection
from store.news import articles, stories, visibility
from store.operations import key_value
from store.rows import Chat, NewOutbox, Subscription

log = structlog.get_logger()
# The blob that says up to which stamp changed stories were looked at.
STATE = "posts"


@dataclass(frozen=True, slots=True)
class _Edition:
    """The stories of one sweep, with the articles that brought them and what all chats share."""

    # As everybody sees them.
    stories: dict[int, Story]
    articles: dict[int, ArticleRow]
    # Messages by story, article and by all that a chat's settings and format
    # change in them.
    written: dict[tuple[object, ...], list[Message]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class _PostForm:
    """The form in which one story is sent to one chat."""

    # The one whose format holds.
    subscription_id: int
    form: PostFormat
    # The newest article that this subscription brought.
    article: ArticleRow | None
    # Whether nothing but sources brought it.
    by_source: bool
    # Whether the digest may tell it too: it also comes by a subscription of
    # mode `both`.
    again: bool


async def sweep(context: JobContext) -> int:
    """Send the stories that changed since the last sweep to subscriptions that want them
    at once; return how many posts.
    """
    since = await _since(context)
    until = await context.db.read(
        posts.stamp_after, since, context.post.stories
    )
    if until == since:
        return 0
    oldest = context.clock() - context.post.age
    wanted = await context.db.read(
        posts.audience, after=since, until=until, oldest=oldest
    )
    total = 0
    if wanted:
        edition = await _edition(context, wanted)
        by_chat = [
            (chat, list(rows))
            for chat, rows in groupby(wanted, lambda row: row.chat_id)
        ]
        for batch in chunks(by_chat, context.post.batch):
            total += await _post(context, dict(batch), edition)
    # Last of all: a sweep that is cut looks at the same stories again, and what
    # was written stays written once.
    await context.db.write(_remember, until, context.clock())
    if total:
        context.wake_sender()
        log.info("posts.written", posts=total)
    return total


async def _since(context: JobContext) -> int:
    data = await context.db.read(key_value.get, STATE)
    if data:
        return int(data)
    # Stories of the time before the first look are for digests.
    newest = await context.db.read(posts.newest_stamp)
    await context.db.write(_remember, newest, context.clock())
    return newest


def _remember(connection: Connection, stamp: int, now: int) -> None:
    key_value.put(connection, STATE, str(stamp).encode(), now)


async def _edition(context: JobContext, wanted: list[Wanted]) -> _Edition:
    told = await context.db.read(
        stories.by_ids, sorted({row.story_id for row in wanted})
    )
    brought = await context.db.read(
        articles.get_many, sorted({row.article_id for row in wanted})
    )
    return _Edition(told, brought)


async def _post(
    context: JobContext, wanted: dict[int, list[Wanted]], edition: _Edition
) -> int:
    """Write the posts of one batch of chats, in one transaction."""
    listed = await context.db.read(subscriptions.of_chats, sorted(wanted))
    known = await context.db.read(chats.get_many, sorted(wanted))
    own = await context.db.read(visibility.own_sources, sorted(wanted))
    rows: list[NewPost] = []
    for chat_id, asked in wanted.items():
        if chat_id in known and chat_id in listed:
            seen = edition
            if chat_id in own:
                seen = await _seen_by(context, chat_id, asked, edition)
            with Isolated("post.fault", chat_id):
                rows += _posts(
                    context, known[chat_id], listed[chat_id], asked, seen
                )
    return await context.db.write(
        posts.store, rows, most=context.post.most, now=context.clock()
    )


async def _seen_by(
    context: JobContext, chat_id: int, asked: list[Wanted], edition: _Edition
) -> _Edition:
    """Return the edition as a chat with private sources sees it."""
    ids = sorted({row.story_id for row in asked})
    return replace(
        edition, stories=await context.db.read(stories.by_ids, ids, chat_id)
    )


def _posts(
    context: JobContext,
    chat: Chat,
    listed: list[Subscription],
    asked: list[Wanted],
    edition: _Edition,
) -> list[NewPost]:
    """Return one chat's posts, without muted ones and those in languages that it does not read."""
    muted = MuteFilter(listed)
    own = {row.id: row for row in listed}
    posts = []
    for story_id, group in groupby(asked, lambda row: row.story_id):
        story = edition.stories.get(story_id)
        # A subscription may have gone since it was looked for.
        rows = [row for row in group if row.subscription_id in own]
        if story is None or not rows:
            continue
        telling = _telling(
            [(row, own[row.subscription_id]) for row in rows], chat, edition
        )
        shown = _as_told(story, telling)
        hidden = muted.hides(story) or muted.hides(shown)
        if not hidden and matches(shown.language, chat.languages):
            posts.append(_post_of(context, chat, shown, telling, edition))
    return posts


def _telling(
    brought: list[tuple[Wanted, Subscription]], chat: Chat, edition: _Edition
) -> _PostForm:
    """Choose the subscription whose format applies: a source's before a topic's or filter's."""
    from_source = [pair for pair in brought if pair[1].kind == "source"]
    wanted, subscription = (from_source or brought)[0]
    own = parse(subscription.format) or PostFormat()
    # Words that a later version wrote count as none.
    form = own.over(parse(chat.post_format) or PostFormat())
    return _PostForm(
        subscription.id,
        form,
        edition.articles.get(wanted.article_id),
        by_source=len(from_source) == len(brought),
        again=any(row.mode == "both" for _, row in brought),
    )


def _post_of(
    context: JobContext,
    chat: Chat,
    story: Story,
    telling: _PostForm,
    edition: _Edition,
) -> NewPost:
    """Return a story in the format of one of the subscriptions that brought it."""
    form = telling.form
    silent = chat.silent if form.silent is None else form.silent
    at = ready_at(chat, context.clock())
    messages = tuple(
        NewOutbox(
            chat_id=chat.id,
            kind="post",
            message=message,
            ready_at=at,
            silent=silent,
        )
        for message in _written(context, chat, story, telling, edition)
    )
    bundle = telling.subscription_id if form.every else 0
    return NewPost(
        story_id=story.id,
        again=telling.again,
        messages=messages,
        bundle=bundle,
        pause=60 * (form.every or 0),
    )


def _as_told(story: Story, telling: _PostForm) -> Story:
    """Return a story as one article tells it: from the source that the chat follows, or
    the one to show whole.

    As a whole where a topic or filter brings it.
    """
    article = telling.article
    if article is None or not (telling.form.needs_text or telling.by_source):
        return story
    return replace(
        story,
        title=article.title,
        url=article.url,
        summary=article.summary,
        language=article.language,
        published_at=datetime.fromtimestamp(article.published_at, UTC),
        publisher=article.publisher or article.site,
        image=article.image,
    )


def _written(
    context: JobContext,
    chat: Chat,
    story: Story,
    telling: _PostForm,
    edition: _Edition,
) -> list[Message]:
    """Write a post, once for all chats that see it the same."""
    form = telling.form
    article = telling.article
    # A page's address is a secret of its chat: nobody else may get that chat's
    # message.
    own_page = chat.feed_token if form.body == "page" else ""
    looks = (
        chat.locale,
        chat.zone,
        chat.style,
        chat.images,
        chat.preview,
        form,
        own_page,
    )
    # Chats that follow closed sources may see the same story in other words.
    told = (
        story.id,
        story.url,
        story.title,
        story.publishers,
        story.articles,
        story.summary,
    )
    key = (*told, *looks)
    if key not in edition.written:
        own = article is not None and article.url == story.url
        author = article.author if article and own else ""
        media = article.media if article and own else ()
        text = article.text if article and form.needs_text else ""
        markup = article.markup if article and text else ()
        post = Post(story, form, author, text, markup, media)
        edition.written[key] = context.tell.post(post, chat, context.now())
    return edition.written[key]
