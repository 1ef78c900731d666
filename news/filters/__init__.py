"""Filters: what a person wants to read, in words.

The grammar stands on one page: docs/filters.md.
"""

from news.filters.breadth import Breadth, breadth
from news.filters.expressions import MAX_LENGTH, MAX_TERMS, parse, parse_within
from news.filters.filter_parts import Filter, FilterClause, Term
from news.filters.matching import TEXT, FilterSet, any_of
from news.filters.subscription_text import (
    FilterRequest,
    SourceRequest,
    SubscriptionRequest,
    TopicRequest,
    is_address,
    is_plain_phrase,
    read_subscriptions,
)

__all__ = [
    "MAX_LENGTH",
    "MAX_TERMS",
    "TEXT",
    "Breadth",
    "Filter",
    "FilterClause",
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
