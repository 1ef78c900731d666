"""Read moments relative to now: 3小时前, vor 2 Stunden, yesterday at 8:15, 刚刚."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from news.dates.date_parts import FoundDate, Hints, Precision
from news.dates.named_days import find_named_day, timed
from news.dates.order import spoken
from news.dates.past_wordings import find_past
from news.dates.times_of_day import clock_after
from news.numbers.chinese import DIGITS

_UNIT = r"""(?:
      秒钟? | 秒鐘 | 秒 | 分钟 | 分鐘 | 分 | 小时 | 小時 | 時間 | 天 | 日
      | 周 | 週 | 星期 | 个月 | 個月 | 月 | 年 | 초 | 분 | 시간 | 일
      | seconds? | secs? | s | minutes? | mins? | min | m | hours? | hrs? | h
      | days? | d | weeks? | w | months? | mons? | mo | years? | y
    )
"""
# 8月20日前 says "by the 20th of August", which is a day of a calendar and no
# distance. 1天3小时前 has a part before the last one.
_AGO = re.compile(
    rf"""
    (?<! [\d月年一二三四五六七八九十百] )
    (?P<larger> (?: \d{{1,4}} \s{{0,2}} {_UNIT} (?: , | ， | 、 | ,? \s and )? \s{{0,2}} ){{0,6}} )
    (?P<n> \d{{1,4}} | [半一二两兩三四五六七八九] | \ban? | \bone ) \s{{0,2}} (?: [个個] (?! 月 ) )? \s{{0,2}}
    (?P<unit> {_UNIT} )
    \.? \s{{0,2}} (?: 之?前 | 以前 | 전 | ago )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A part of a distance before its last one.
_PART = re.compile(
    rf"(?P<n> \d{{1,4}} ) \s{{0,2}} (?P<unit> {_UNIT} )",
    re.IGNORECASE | re.VERBOSE,
)
_JUST = re.compile(
    r"""
    刚刚 | 剛剛 | 刚才 | 剛才 | 几秒前 | 幾秒前 | 数秒前 | たった今 | 방금 | 몇\ 초\ 전
    | \b(?:
        just\ now | a\ few\ seconds\ ago | vor\ (?:ein\ paar|wenigen)\ sekunden | il\ y\ a\ quelques\ secondes
        | hace\ (?:unos|pocos)\ segundos | há\ (?:poucos\ |alguns\ )?segundos | (?:pochi|alcuni)\ secondi\ fa
        | несколько\ секунд\ назад | декілька\ секунд\ тому | kilka\ sekund\ temu | een\ paar\ seconden\ geleden
        | birkaç\ saniye\ önce | vài\ giây\ trước | beberapa\ detik\ (?:yang\ )?lalu
        | gerade\ eben | à\ l['’]instant | ahora\ mismo | agora\ mesmo | только\ что | щойно
        | przed\ chwilą | před\ chvílí | pred\ chvíľou | az\ önce | vừa\ xong | baru\ saja | zojuist
        | poco\ fa | pochi\ istanti\ fa | μόλις\ τώρα | току-що | همین\ الان | เมื่อสักครู่
      )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# 3日前, 3月前: a distance in Japanese, a date before which in Chinese, which counts
# days by 天 and months by 个月.
_CHINESE_DATES = frozenset({"日", "月"})
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
_UNITS = (
    (("mo", "月", "个", "個"), "month"),
    (("秒", "초", "s"), "second"),
    (("分", "분", "m"), "minute"),
    (("小", "時", "시", "h"), "hour"),
    (("天", "日", "일", "d"), "day"),
    (("周", "週", "星", "w"), "week"),
    (("年", "y"), "year"),
)
# Words for a count that are not one.
_COUNTS = {**DIGITS, "半": 0.5}
# 2028年前 says "before 2028": nothing on the web is a lifetime old.
_LIFETIME = 100 * 31_536_000


def find_relative(line: str, hints: Hints) -> FoundDate | None:
    """Read a moment told from now; None where a line tells none.

    "2 hours ago", 昨天 8:15, "hace 3 días", "just now".
    """
    here = hints.now.astimezone(hints.home)
    just = _JUST.search(line)
    if just:
        return FoundDate(here, Precision.MINUTE, *just.span())
    ago = _AGO.search(line)
    if ago and not _names_date(ago, hints):
        unit = _unit(ago["unit"])
        return _ago(ago, _count(ago["n"]) + _larger(ago, unit), unit, here)
    if day := find_named_day(line, hints):
        return day
    past = find_past(line)
    return _ago(past.match, past.count, past.unit, here) if past else None


def _count(word: str) -> float:
    """Return the number of a count that `_AGO` found.

    "3" is 3, 两 is 2, 半 a half; "an" and "one" are 1.
    """
    return float(word) if word.isdecimal() else _COUNTS.get(word, 1)


def _unit(word: str) -> str:
    """Return the key of `_SECONDS` for a word that `_AGO` found.

    "hrs" → hour, 天 → day.
    """
    low = word.lower()
    return next(name for starts, name in _UNITS if low.startswith(starts))


def _larger(ago: re.Match[str], unit: str) -> float:
    """Return the parts of a distance before the last one, counted in its unit; 0 without any.

    Of "1 day 3 hours ago" it is 24 hours, of "1 year, 1 month and 1 day ago" 395 days.
    """
    parts = _PART.finditer(ago["larger"])
    seconds = (int(part["n"]) * _SECONDS[_unit(part["unit"])] for part in parts)
    return sum(seconds) / _SECONDS[unit]


def _names_date(match: re.Match[str], hints: Hints) -> bool:
    """Recognise a day of the calendar: 3日前 means "before the 3rd" in Chinese.

    In Japanese it is three days ago.
    """
    return match["unit"] in _CHINESE_DATES and spoken(hints) == {"zh"}


def _ago(
    match: re.Match[str], count: float, unit: str, here: datetime
) -> FoundDate | None:
    """Return the moment so many units ago; None for what lies beyond a lifetime.

    Days and longer units are exact to the day, or to the time behind them: 3天前 14:05.
    """
    seconds = count * _SECONDS[unit]
    if seconds >= _LIFETIME:
        return None
    moment = here - timedelta(seconds=seconds)
    if _SECONDS[unit] < 86400:
        return FoundDate(moment, Precision.MINUTE, *match.span())
    clock = clock_after(match.string, match.end())
    if clock:
        return timed(moment.date(), clock, match.start(), here)
    return FoundDate(moment, Precision.DAY, *match.span())
