"""Filters: what a person wants to read, in words.

The grammar stands on one page: docs/filters.md.
"""

from news.filters.breadth import Breadth, breadth
from news.filters.expressions import MAX_LENGTH, MAX_TERMS, parse, parse_within
from news.filters.matching import TEXT, FilterSet, any_of
from news.filters.subscriptions import (
    FilterRequest,
    SourceRequest,
    SubscriptionRequest,
    TopicRequest,
    is_address,
    is_plain_phrase,
    read_subscriptions,
)
from news.filters.terms import Clause, Filter, Term

__all__ = [
    "MAX_LENGTH",
    "MAX_TERMS",
    "TEXT",
    "Breadth",
    "Clause",
    "Filter",
    "FilterRequest",
    "FilterSet",
    "SourceRequest",
    "SubscriptionRequest",
    "Term",
    "TopicRequest",
    "any_of",
    "breadth",
    "is_address",
    "is_plain_phrase",
    "parse",
    "parse_within",
    "read_subscriptions",
]
