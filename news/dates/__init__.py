"""Read dates as people and machines write them in feeds, lists and pages, in any language.

They are read in the source's zone.

`parse_date` answers with a moment, `find_date` and `find_dates` also with how exact it is and where
it stands in the line. `find_clock` reads a bare time of day. `proven_order` learns the order of
numeric dates from a list of them.
"""

from __future__ import annotations

from news.dates.date_parts import FoundDate, Order, Precision, load_zone
from news.dates.date_reading import find_date, find_dates, parse_date
from news.dates.order import proven_order, usual_order
from news.dates.times_of_day import find_clock

__all__ = [
    "FoundDate",
    "Order",
    "Precision",
    "find_clock",
    "find_date",
    "find_dates",
    "load_zone",
    "parse_date",
    "proven_order",
    "usual_order",
]
