"""Values shared by the readers of dates: the hints they get, the parts they find, the
dates they return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum, StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo


class Precision(IntEnum):
    """How exactly a text names a moment; a higher value is more exact."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4
    # A time of day with an offset or a zone of its own.
    ZONED = 5


class Order(StrEnum):
    """The order in which a numeric date names day, month and year."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class Hints:
    """Facts known about a text before it is read.

    `zone` is an IANA name, `language` a tag such as `de` or `en-GB` (empty: unknown). `order` is
    the order that other dates of the same list prove. `now` is aware.
    """

    now: datetime
    zone: str = "UTC"
    language: str = ""
    order: Order | None = None

    @property
    def home(self) -> tzinfo:
        """The zone as an object."""
        return load_zone(self.zone)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day in a text: where it stands, and whether its year was written."""

    year: int
    month: int
    day: int
    start: int
    end: int
    precision: Precision = Precision.DAY
    has_year: bool = True

    @classmethod
    def nearest(
        cls, day: int, month: int, span: tuple[int, int], now: datetime
    ) -> Day:
        """Return a day that was written without its year, in the year that is meant.

        20 December, read on 5 January 2026, is in 2025.
        """
        year = nearest_year(month, day, now)
        return cls(year, month, day, *span, has_year=False)

    def midnight(self) -> datetime | None:
        """Return the day's start without a zone; None for a day that no calendar has."""
        try:
            return datetime(self.year, self.month, self.day)  # noqa: DTZ001 - its zone follows
        except ValueError:
            return None

    @property
    def weekday(self) -> int | None:
        """The day of the week, Monday is 0; None for a day that no calendar has."""
        start = self.midnight()
        return start.weekday() if start else None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: `line[start:end]` says `moment` with this precision.

    `moment` is aware, in the offset of the text, otherwise in the hinted zone; it may lie in the
    future. `has_year` is false where the line names only day and month; the nearest such day up to
    tomorrow is then meant.
    """

    moment: datetime
    precision: Precision
    start: int
    end: int
    has_year: bool = True


# Years that only the Thai calendar counts so.
_THAI = range(2401, 2700)


@lru_cache(maxsize=512)
def load_zone(name: str) -> tzinfo:
    """Return the zone of an IANA name; UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC


def localise(local: datetime, zone: tzinfo) -> datetime:
    """Attach a zone; UTC where the moment would leave the calendar."""
    try:
        aware = local.replace(tzinfo=zone)
        aware.astimezone(UTC)
    except (OverflowError, ValueError):
        return local.replace(tzinfo=UTC)
    return aware


def full_year(written: str) -> int:
    """Return a year of four digits; two digits mean 1970 to 2069.

    26 → 2026, 98 → 1998. Years of the Thai calendar are 543 ahead: 2569 → 2026.
    """
    year = int(written)
    if year in _THAI:
        return year - 543
    if len(written) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def nearest_year(month: int, day: int, now: datetime) -> int:
    """Return the year of a day without one.

    It is this year's, or last year's where the day would be ahead of tomorrow.
    """
    tomorrow = now + timedelta(days=1)
    if tomorrow.year > now.year:
        return now.year
    return now.year - ((month, day) > (tomorrow.month, tomorrow.day))
