"""Answer questions from articles, in the articles' own sentences.

`read_question` reads what is asked: kind, words, names, numbers, time. `rank_sentences` scores the
sentences of candidate articles, `answer` gives one to four of them, or none where no article says
it. No sentence is written here: an answer is quoted, or it is refused.
"""

from __future__ import annotations

from news.answering.extractive import (
    answer,
    best_answers,
    rank_sentences,
    retrieve,
)
from news.answering.question import is_question, read_question
from news.answering.question_parts import (
    AnswerSentence,
    Passage,
    Question,
    QuestionTerm,
    TimeSpan,
)

__all__ = [
    "AnswerSentence",
    "Passage",
    "Question",
    "QuestionTerm",
    "TimeSpan",
    "answer",
    "best_answers",
    "is_question",
    "rank_sentences",
    "read_question",
    "retrieve",
]
