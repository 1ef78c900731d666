"""Schedules of digests: parse how people write them, keep one plain form, and compute the
next due time.
"""

from news.schedule.due import first_due, in_quiet, instant, load, next_due
from news.schedule.parsing import parse_schedule, parse_span, parse_time
from news.schedule.written import MAX_TIMES, format_schedule, parts_of

__all__ = [
    "MAX_TIMES",
    "first_due",
    "format_schedule",
    "in_quiet",
    "instant",
    "load",
    "next_due",
    "parse_schedule",
    "parse_span",
    "parse_time",
    "parts_of",
]
