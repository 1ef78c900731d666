"""Read the numbers and days of a text, in one form for all languages.

68.6万 is 686,000, "1.2 million" is 1,200,000, 百分之五 is 5 %, April 6 is 4月6日. This is the project's
only reader of numbers: what a model writes and what a corrected page says are both read by it.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from news.numbers.calendar_days import take_days
from news.numbers.chinese import chinese
from news.numbers.quantities import Quantity, quantities, values

__all__ = ["Quantity", "chinese", "counted", "days", "numbers", "quantities"]


# A number of things that people say; beyond it nobody counts.
MOST_COUNTED = 1_000_000


def days(text: str) -> set[tuple[int, int]]:
    """Return the (month, day) pairs that a text gives: April 6 and 4月6日 are (4, 6)."""
    plain = unicodedata.normalize("NFKC", text)
    given, _ = take_days(plain)
    return given


def counted(text: str) -> Quantity | None:
    """Return the one whole number that a short text says: 五条, "three a day".

    None for none or several. From 0 to a million: "-3" and "2.5" count nothing.
    """
    listed = quantities(text)
    if len(listed) != 1:
        return None
    number = listed[0]
    if not 0 <= number.value <= MOST_COUNTED or number.value % 1:
        return None
    before = text[: number.start].rstrip()
    return None if before.endswith(("-", "−")) else number


def numbers(text: str) -> set[Decimal]:
    """Return the numbers that a text gives, those of its days left out.

    Without their units: 5 % and 5 metres are one number.
    """
    return values(text)
