"""hot list read → its lines kept with their past → the stories that they name rank higher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import structlog

from jobs.context import JobContext
from news.addresses import Instances, is_operators_board
from news.hotlists import Board, BoardLine, key_words, names_story, take_reading
from news.language import detect
from news.models import Feed, Story
from news.words import content_words
from store.news import boards
from store.rows import Source

log = structlog.get_logger()


async def keep_board(context: JobContext, source: Source, feed: Feed) -> int:
    """Store a reading of a hot list; return how many of its lines are new.

    An empty answer changes nothing. Lines are no articles: they come in a section of their own.
    """
    if not feed.entries:
        return 0
    now = context.clock()
    before = await context.db.read(boards.read, source.id)
    board = take_reading(before, feed.entries, now)
    await context.db.write(boards.write, source.id, board, now)
    instances = Instances(context.fetch.rsshub, context.fetch.newsnow)
    # What a stranger calls a hot list lifts nobody's stories.
    if source.trusted or is_operators_board(source.url, instances):
        await _name_stories(context, source.title or feed.title, board.standing)
    return len(_new(before, board))


def _new(before: Board, board: Board) -> set[str]:
    return {line.key for line in board.standing} - {
        line.key for line in before.lines
    }


async def _name_stories(
    context: JobContext, title: str, lines: Sequence[BoardLine]
) -> None:
    """Find the stories that lines are about, and note it on the stories."""
    worded = [key_words(line.title, detect(line.title)) for line in lines]
    candidates = await context.db.read(boards.may_be_named, worded)
    held: dict[int, frozenset[str]] = {}
    named: set[int] = set()
    for words, stories in zip(worded, candidates, strict=True):
        named.update(_named_by(words, stories, held))
    if named:
        new = await context.db.write(boards.name_stories, title, named)
        log.info("board.named", board=title, stories=len(named), new=new)


def _named_by(
    words: Sequence[str],
    stories: Iterable[Story],
    held: dict[int, frozenset[str]],
) -> list[int]:
    """Return the stories that a line names; `held` caches the words of stories seen before."""
    named = []
    for story in stories:
        if story.id not in held:
            told = " ".join((story.title, *story.summary))
            held[story.id] = frozenset(content_words(told, story.language))
        if names_story(words, held[story.id]):
            named.append(story.id)
    return named
