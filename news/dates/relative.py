"""Read moments relative to now: 3小时前, vor 2 Stunden, yesterday at 8:15, 刚刚."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import cache

from news.dates.date_parts import FoundDate, Hints, Precision
from news.dates.order import spoken
from news.dates.times_of_day import clock_after

# 8月20日前 says "by the 20th of August", which is a day of a calendar and no
# distance.
_AGO = re.compile(
    r"""
    (?<! [\d月年] )
    (?P<n> \d{1,4} | 半 | \ban? | \bone ) \s{0,2} [个個]? \s{0,2}
    (?P<unit>
      秒钟? | 秒鐘 | 秒 | 分钟 | 分鐘 | 分 | 小时 | 小時 | 時間 | 天 | 日
      | 周 | 週 | 星期 | 个月 | 個月 | 月 | 年 | 초 | 분 | 시간 | 일
      | seconds? | secs? | s | minutes? | mins? | min | m | hours? | hrs? | h
      | days? | d | weeks? | w | months? | mo | years? | y
    )
    \s{0,2} (?: 之?前 | 以前 | 전 | ago )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JUST = re.compile(
    r"刚刚|剛剛|刚才|剛才|たった今|방금|\bjust now\b", re.IGNORECASE
)
_DAYS_BACK = {
    "今天": 0,
    "今日": 0,
    "오늘": 0,
    "today": 0,
    "heute": 0,
    "hoy": 0,
    "aujourd'hui": 0,
    "aujourd’hui": 0,
    "сегодня": 0,
    "oggi": 0,
    "hoje": 0,
    "昨天": 1,
    "昨日": 1,
    "어제": 1,
    "yesterday": 1,
    "gestern": 1,
    "ayer": 1,
    "hier": 1,
    "вчера": 1,
    "ieri": 1,
    "ontem": 1,
    "前天": 2,
    "前日": 2,
    "그제": 2,
    "vorgestern": 2,
    "anteayer": 2,
    "avant-hier": 2,
    "позавчера": 2,
}
# The long words first: avant-hier holds hier. Latin and Cyrillic words stand
# alone.
_LONGEST_FIRST = sorted(map(re.escape, _DAYS_BACK), key=len, reverse=True)
_SPACED = "|".join(word for word in _LONGEST_FIRST if word[0] < "\u2e80")
_CLOSE = "|".join(word for word in _LONGEST_FIRST if word[0] >= "\u2e80")
_DAY = re.compile(
    rf"(?<![^\W_])(?:{_SPACED})(?![^\W_])|{_CLOSE}", re.IGNORECASE
)
# "Yesterday" in one language and "here" in its neighbours: the language
# decides, or a line that says hardly anything beside it.
_HERE = "hier"
_FRENCH = re.compile(r"(?:publié|mis à jour|posté|le|à|h|par)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
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
_COUNTS = {"半": 0.5}
# 2028年前 says "before 2028": nothing on the web is a lifetime old.
_LIFETIME = 100 * 31_536_000
# A word of each pattern of CLDR: most lines hold none, and need not be matched
# with all patterns.
_PAST = re.compile(r"\b(?:vor|hace|il y a|назад|fa|há)\b", re.IGNORECASE)
# The languages of the interface that _AGO does not read; CLDR says how they
# tell the past.
_LOCALES = ("de", "es", "fr", "ru", "it", "pt")


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
        return _ago(ago, ago["n"].lower(), _unit(ago["unit"].lower()), here)
    return _named_day(line, here, hints) or _cldr_ago(line, here)


def _unit(word: str) -> str:
    """Return the key of `_SECONDS` for a word that `_AGO` found.

    "hrs" → hour, 天 → day.
    """
    return next(name for starts, name in _UNITS if word.startswith(starts))


def _names_date(match: re.Match[str], hints: Hints) -> bool:
    """Tell 3日前 that means "before the 3rd"."""
    return match["unit"] in _CHINESE_DATES and spoken(hints) == {"zh"}


def _ago(
    match: re.Match[str], count: str, unit: str, here: datetime
) -> FoundDate | None:
    """Return the moment so long ago; None for what lies beyond a lifetime.

    `count` is a number, "an" or 半; days and longer units are exact to the day.
    """
    number = float(count) if count.isdigit() else _COUNTS.get(count, 1.0)
    seconds = number * _SECONDS[unit]
    if seconds >= _LIFETIME:
        return None
    precision = Precision.DAY if _SECONDS[unit] >= 86400 else Precision.MINUTE
    moment = here - timedelta(seconds=seconds)
    return FoundDate(moment, precision, *match.span())


def _named_day(line: str, here: datetime, hints: Hints) -> FoundDate | None:
    """Read a day that a word names, with its time: "yesterday at 8:15", 昨天, heute."""
    match = _DAY.search(line)
    if not match:
        return None
    word = match[0].lower()
    if word == _HERE and not _in_french(line, match, hints):
        return None
    day = here.date() - timedelta(days=_DAYS_BACK[word])
    clock = clock_after(line, match.end())
    if not clock:
        midnight = datetime.combine(day, time(), here.tzinfo)
        return FoundDate(midnight, Precision.DAY, *match.span())
    day += timedelta(days=clock.days)
    moment = datetime.combine(day, clock.at, here.tzinfo)
    return FoundDate(moment, Precision.MINUTE, match.start(), clock.end)


def _in_french(line: str, match: re.Match[str], hints: Hints) -> bool:
    """Return whether a "hier" is the French yesterday, not the German "here".

    Without a known language it is where nothing but "publié", "à" and the like stands beside it.
    """
    languages = spoken(hints)
    if languages:
        return "fr" in languages
    beside = _LETTERS.findall(line[: match.start()] + line[match.end() :])
    return all(_FRENCH.fullmatch(word) for word in beside)


def _cldr_ago(line: str, here: datetime) -> FoundDate | None:
    """Read "vor 2 Stunden", "hace 3 días" by the wordings that CLDR has."""
    if not _PAST.search(line):
        return None
    for unit, pattern in _past_patterns().items():
        if match := pattern.search(line):
            return _ago(match, next(filter(None, match.groups())), unit, here)
    return None


@cache
def _past_patterns() -> dict[str, re.Pattern[str]]:
    """Return for each unit the ways in which languages tell that some of them have passed."""
    from babel import localedata  # noqa: PLC0415 - only for texts that hold no other date

    patterns: dict[str, set[str]] = defaultdict(set)
    for code in _LOCALES:
        fields = localedata.load(code)["date_fields"]
        for unit in _SECONDS:
            forms = fields[unit]["past"].values()
            patterns[unit].update(map(_past_pattern, forms))
    return {
        unit: re.compile("|".join(sorted(forms)), re.IGNORECASE)
        for unit, forms in patterns.items()
    }


def _past_pattern(form: str) -> str:
    """Return the pattern of a wording of CLDR: `vor {0} Stunden`."""
    text = re.escape(form).replace(r"\ ", r"\s")
    counted = text.replace(r"\{0\}", r"(\d{1,4})")
    return rf"(?<![^\W_]){counted}(?![^\W_])"
