"""Rank stories for a chat: which ones, in what order, and why."""

from news.rank.importance import HALF_LIFE, Signals, importance, shared_score
from news.rank.independent_publishers import independent_publishers
from news.rank.likeness import alike
from news.rank.no_news import NoNews, find_no_news
from news.rank.profile import Profile, learn
from news.rank.selection import (
    StoryCandidate,
    best_of,
    is_no_news,
    plain_pick,
    rank,
)
from news.rank.standing import source_standing
from news.rank.tellings import one_telling, preference, told_once

__all__ = [
    "HALF_LIFE",
    "NoNews",
    "Profile",
    "Signals",
    "StoryCandidate",
    "alike",
    "best_of",
    "find_no_news",
    "importance",
    "independent_publishers",
    "is_no_news",
    "learn",
    "one_telling",
    "plain_pick",
    "preference",
    "rank",
    "shared_score",
    "source_standing",
    "told_once",
]
