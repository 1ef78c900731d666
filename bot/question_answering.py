"""Answer a question from the stored articles: for /ask, for replies to stories,
and for `jianbao ask`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from news.answering import AnswerSentence, best_answers, read_question, retrieve
from store.engine.database import Database
from store.news import passages

# Older articles are not used: their answers are seldom still true.
PERIOD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The articles' answer to a question."""

    # The one to four sentences that answer; empty if no article does.
    answers: tuple[AnswerSentence, ...] = ()
    # These and other sentences on the question, from which a model may write.
    evidence: tuple[AnswerSentence, ...] = ()


async def ask(
    db: Database,
    text: str,
    *,
    chat_id: int,
    now: datetime,
    zone: str,
    language: str,
    about: Sequence[int] = (),
) -> Retrieved:
    """Answer a question with sentences from articles.

    Search the reports of the stories `about` first, then every article that the
    chat may see. `language` is the asker's language, used for questions too
    short to detect.
    """
    question = await asyncio.to_thread(
        read_question, text, now=now, zone=zone, likely=language
    )
    since = int((now - PERIOD).timestamp())
    matching = await db.read(
        passages.find, question.search_words, chat_id=chat_id, since=since
    )
    if about:
        told = await db.read(
            passages.of_stories, about, chat_id=chat_id, since=since
        )
        first = await asyncio.to_thread(
            retrieve, question, told, matching.rarity
        )
        if first:
            return Retrieved(best_answers(first), first)
    evidence = await asyncio.to_thread(
        retrieve, question, matching.passages, matching.rarity
    )
    return Retrieved(best_answers(evidence), evidence)
