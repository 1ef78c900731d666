"""Put a question to the stored articles: for /ask, for replies to stories, for `jianbao ask`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from news.answering import AnswerSentence, answer, read_question
from store.engine.database import Database
from store.news import passages

PERIOD = timedelta(days=30)
"""Older articles answer nothing: what they say of today is seldom true any more."""


async def ask(
    db: Database,
    text: str,
    *,
    chat_id: int,
    now: datetime,
    zone: str,
    language: str,
    about: Sequence[int] = (),
) -> tuple[AnswerSentence, ...]:
    """Answer a question by one to four sentences of articles; none where no article says it.

    The reports of the stories `about` are asked first, then all that the chat may see. `language` is
    the asker's, for questions too short to tell.
    """
    question = await asyncio.to_thread(read_question, text, now=now, zone=zone, likely=language)
    since = int((now - PERIOD).timestamp())
    found = await db.read(passages.find, question.search_words, chat_id=chat_id, since=since)
    if about:
        told = await db.read(passages.of_stories, about, chat_id=chat_id, since=since)
        first = await asyncio.to_thread(answer, question, told, found.rarity)
        if first:
            return first
    return await asyncio.to_thread(answer, question, found.passages, found.rarity)
