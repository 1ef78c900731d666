"""Compare what a sentence counts and dates, however it is written."""

from __future__ import annotations

import re
from decimal import Decimal
from operator import attrgetter

from news.numbers import days, quantities

# A value and its unit, or a month and day as `"4-6"`.
Figure = tuple[Decimal, str]
# Numbers that go up by themselves: counters, ages, clocks, prices of the
# moment.
_COUNTER = re.compile(
    r"阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞|點讚|播放|转发|轉發|粉丝|参与|"
    r"分钟前|分鐘前|小时前|小時前|更新时间|更新時間|"
    r"\b(?:views?|reads?|comments?|likes?|shares?|followers?|min(?:ute)?s? ago|hours? ago|"
    r"days? ago|last updated|updated at|read time)\b",
    re.IGNORECASE,
)


def figures(text: str) -> set[Figure]:
    """Return the numbers and days of a text: 686000人 and 68.6万人 give the same."""
    counted = set(map(attrgetter("amount"), quantities(text)))
    dated = {(Decimal(day), f"month {month}") for month, day in days(text)}
    return counted | dated


def is_counter(text: str) -> bool:
    """Return whether a text counts its own readers, or says how old it is.

    "1,200 views" and "3 hours ago" do; "1,200 people" does not.
    """
    return bool(_COUNTER.search(text))
