"""Read the numbers and days of a text, in one form for all languages.

68.6万 is 686,000, "1.2 million" is 1,200,000, 百分之五 is 5 %, April 6 is 4月6日. This is the project's
only reader of numbers: what a model writes and what a corrected page says are both read by it.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from news.numbers.calendar_days import take_days
from news.numbers.chinese import chinese
from news.numbers.quantities import Quantity, quantities

__all__ = ["Quantity", "chinese", "counted", "days", "numbers", "quantities"]


# A number of things that people say; beyond it nobody counts.
MOST_COUNTED = 1_000_000


def days(text: str) -> set[tuple[int, int]]:
    """Return the (month, day) pairs that a text gives."""
    return take_days(unicodedata.normalize("NFKC", text))[0]


def counted(text: str) -> Quantity | None:
    """Return the one whole number that a short text says: 五条, "three a day"; None for none or several."""
    listed = quantities(text)
    if len(listed) != 1:
        return None
    number = listed[0]
    if not 0 <= number.value <= MOST_COUNTED or number.value % 1:
        return None
    is_negative = text[: number.start].rstrip().endswith(("-", "−"))
    return None if is_negative else number


def numbers(text: str) -> set[Decimal]:
    """Return the numbers that a text gives, those of its days left out."""
    return {quantity.value for quantity in quantities(text)}
