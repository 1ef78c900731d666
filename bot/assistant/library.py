"""Read articles, stories, digests and answers for an assistant, as plain
values.

Nothing is written. Everything comes from articles of the operator's sources.
Articles that a chat added for itself appear only in that chat's own digests,
and only for holders of its private feed's address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import question_answering
from bot.rendering.links import sentence_link
from news.answering import AnswerSentence, Passage
from news.chunks import chunks
from news.models import Story
from news.rank import Profile, StoryCandidate, rank
from news.safe_json import JsonObject
from news.shorten import shorten
from news.topics import find
from news.words import search_words
from store.chats import chats
from store.delivery import digests
from store.engine.database import Database
from store.news import passages, stories
from store.news.visibility import NOBODY
from store.records import SentDigest

MOST_RESULTS = 20
# The most articles of one story.
MOST_REPORTS = 20
MOST_DAYS = 90
# Characters of an article in a list; the story itself returns more.
EXCERPT = 600
WHOLE = 4000
LONGEST_QUERY = 400
# Candidates for each place of a topic's digest.
POOL = 5


@dataclass(frozen=True, slots=True)
class Library:
    """The store as an assistant sees it."""

    db: Database
    clock: Callable[[], datetime]
    zone: str
    # A two-letter code, for questions too short to detect.
    language: str

    async def search_articles(
        self, query: str, days: int, limit: int
    ) -> list[JsonObject]:
        """Return articles that contain words of a query, the best first."""
        hits = await self._passages(query, days)
        return [
            _article(one, EXCERPT)
            for one in hits[: _bounded(limit, MOST_RESULTS)]
        ]

    async def search_stories(
        self, query: str, days: int, limit: int
    ) -> list[JsonObject]:
        """Return stories whose articles contain words of a query, the best
        first.
        """
        by_story: dict[int, list[Passage]] = {}
        for passage in await self._passages(query, days):
            by_story.setdefault(passage.story, []).append(passage)
        listed = list(by_story.values())[: _bounded(limit, MOST_RESULTS)]
        return [_story(reports, EXCERPT) for reports in listed]

    async def story(self, number: int) -> JsonObject | None:
        """Return a story with its articles; None for a story without an open
        source.
        """
        told = await self.db.read(
            passages.of_stories,
            [number],
            chat_id=NOBODY,
            since=0,
            per_story=MOST_REPORTS,
        )
        if told:
            return _story(told, WHOLE) | {
                "articles": [_article(one, WHOLE) for one in told]
            }
        return None

    async def topic_digest(
        self, topic: str, limit: int
    ) -> list[JsonObject] | None:
        """Return the stories that lead a topic now; None for an unknown topic."""
        key = find(topic)
        if key is None:
            return None
        count = _bounded(limit, MOST_RESULTS)
        latest = await self.db.read(
            stories.latest, topics=[key], limit=POOL * count
        )
        ranked = rank(
            [StoryCandidate(story, "topic:all") for story in latest],
            profile=Profile(),
            now=self.clock(),
            limit=len(latest),
        )
        open_ones = await self._told([pick.story.id for pick in ranked])
        return [_story(reports, EXCERPT) for reports in open_ones[:count]]

    async def chat_digest(self, feed_token: str) -> JsonObject | None:
        """Return the last digest of the chat whose private feed has this token;
        None if there is none.
        """
        chat = (
            await self.db.read(chats.by_feed_token, feed_token)
            if feed_token
            else None
        )
        if chat is None:
            return None
        sent = await self.db.read(digests.recent_of_chat, chat.id, 1)
        if not sent:
            return {"title": chat.title, "told_at": None, "stories": []}
        return await self._digest(sent[0])

    async def ask(self, question: str) -> list[JsonObject]:
        """Return the sentences that answer a question; empty if no article
        answers it.
        """
        retrieved = await question_answering.ask(
            self.db,
            question[:LONGEST_QUERY],
            chat_id=NOBODY,
            now=self.clock(),
            zone=self.zone,
            language=self.language,
        )
        return [_sentence(one) for one in retrieved.answers]

    async def _digest(self, sent: SentDigest) -> JsonObject:
        """Return a sent digest with those of its stories that still exist, in the order in
        which the chat saw them.
        """
        numbers = [number for number, _, _ in sent.picks]
        told = await self.db.read(stories.by_ids, numbers, sent.chat_id)
        listed = [told[number] for number, _, _ in sent.picks if number in told]
        return {
            "title": sent.local_date,
            "told_at": sent.created_at,
            "stories": [_as_told(story) for story in listed],
        }

    async def _passages(self, query: str, days: int) -> Sequence[Passage]:
        words = search_words(query[:LONGEST_QUERY]).split()
        since = self.clock() - timedelta(days=_bounded(days, MOST_DAYS))
        matching = await self.db.read(
            passages.find, words, chat_id=NOBODY, since=int(since.timestamp())
        )
        return matching.passages

    async def _told(self, numbers: Sequence[int]) -> list[list[Passage]]:
        """Return what open sources report of stories, in their order, without
        stories that no open source reports.
        """
        told: dict[int, list[Passage]] = {}
        for some in chunks(numbers, passages.MOST_STORIES):
            held = await self.db.read(
                passages.of_stories, some, chat_id=NOBODY, since=0
            )
            for passage in held:
                told.setdefault(passage.story, []).append(passage)
        return [told[number] for number in numbers if number in told]


def _bounded(wanted: int, most: int) -> int:
    return max(1, min(wanted, most))


def _article(one: Passage, length: int) -> JsonObject:
    return {
        "story": one.story,
        "title": one.title,
        "url": one.url,
        "publisher": one.publisher,
        "published_at": one.published_at.isoformat(),
        "language": one.language,
        "text": shorten(one.text, length),
    }


def _story(reports: Sequence[Passage], length: int) -> JsonObject:
    """Return a story as its newest open report tells it."""
    newest = max(reports, key=lambda one: one.published_at)
    publishers = sorted({one.publisher for one in reports if one.publisher})
    return _article(newest, length) | {"publishers": publishers}


def _as_told(story: Story) -> JsonObject:
    return {
        "story": story.id,
        "title": story.title,
        "url": story.url,
        "publisher": story.publisher,
        "published_at": story.published_at.isoformat(),
        "summary": list(story.summary),
    }


def _sentence(one: AnswerSentence) -> JsonObject:
    return {
        "sentence": one.text,
        "url": sentence_link(one.passage.url, one.text),
        "title": one.passage.title,
        "publisher": one.passage.publisher,
        "published_at": one.passage.published_at.isoformat(),
        "story": one.passage.story,
    }
