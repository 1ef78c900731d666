"""Dates as people and machines write them in feeds, lists and pages, read in the source's own zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene янв января",
            "feb february februar février fevrier febrero фев февраля",
            "mar march märz marz mrz mars marzo мар марта",
            "apr april avril avr abril abr апр апреля",
            "may mai mayo мая май",
            "jun june juni juin junio июн июня",
            "jul july juli juillet julio июл июля",
            "aug august août aout agosto ago авг августа",
            "sep sept september septembre septiembre сен сентября",
            "oct october oktober okt octobre octubre окт октября",
            "nov november novembre noviembre ноя ноября",
            "dec december dezember dez décembre diciembre dic дек декабря",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "bst": 60, "cet": 60, "cest": 120,
    "eet": 120, "eest": 180, "wet": 0, "west": 60, "msk": 180, "ist": 330, "aest": 600, "aedt": 660, "hst": -600,
    "et": -300, "pt": -480, "akst": -540, "akdt": -480, "bjt": 480,
}  # fmt: skip
_CHINESE = frozenset(
    {
        "Asia/Shanghai",
        "Asia/Taipei",
        "Asia/Hong_Kong",
        "Asia/Macau",
        "Asia/Chongqing",
        "Asia/Urumqi",
    }
)

_TIME = r"(?P<h>\d{1,2})\s*[:：時时點点시]\s*(?P<mi>\d{1,2})(?:\s*[:：分분]\s*(?P<s>\d{1,2})(?:[.,]\d{1,9})?)?\s*[分秒초]?"
_OFFSET = r"(?P<z>Z\b|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}\b|(?:UTC|GMT)[+-]\d{1,2}\b|\b[A-Z]{1,5}\b)?"
_NOON = r"(?P<half>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|午前|午後|오전|오후)?"
_AMPM = r"(?P<ampm>[AaPp]\.?[Mm]\b\.?)?"
_WEEKDAY = r"(?:(?:星期|周|週)[一二三四五六日天]|[(（].[)）])?"
_AFTER = rf"(?:\s*[T,，\s]?\s*{_WEEKDAY}\s*{_NOON}\s*{_TIME}\s*{_AMPM}\s*{_OFFSET})?"
_YMD = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2}|\d{2}(?=[-/.年]\d{1,2}[-/.月]\d{1,2}))\s*[-/.年년]\s*(?P<m>\d{1,2})\s*[-/.月월]\s*(?P<d>\d{1,2})(?!\d)"
    rf"\s*[日号號일]?{_AFTER}"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:T?(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?)?(?P<z>Z|[+-]\d{4})?(?!\d)"
)
_WORDS = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+de)?[\s-]+(?P<mon>[^\W\d_]{3,12})\.?,?(?:\s+de)?[\s-]+(?P<y>\d{4}|\d{2})(?!\d)"
    rf"(?:,?\s*(?:at|um|à)?\s*{_TIME}\s*{_AMPM}\s*{_OFFSET})?"
)
_US = re.compile(
    r"(?P<mon>[^\W\d_]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d)"
    rf"(?:,?\s*(?:at|-|–|·)?\s*{_TIME}\s*{_AMPM}\s*{_OFFSET})?"
)
_ASCTIME = re.compile(
    r"(?P<mon>[A-Za-z]{3,9})\s+(?P<d>\d{1,2})\s+(?P<h>\d{1,2}):(?P<mi>\d{2}):(?P<s>\d{2})\s*(?P<z>[A-Z]{2,5}\b)?\s*(?P<y>\d{4})"
)
_MD = re.compile(
    rf"(?<![\d./-])(?P<m>\d{{1,2}})\s*[-/月월]\s*(?P<d>\d{{1,2}})(?![\d.])\s*[日号號일]?{_AFTER}"
)
_CLOCK = re.compile(rf"^\W*{_NOON}\s*{_TIME}\s*{_AMPM}\W*$")
_AGO = re.compile(
    r"(?P<n>\d{1,4}|半|an?|one)\s*(?:个|個)?\s*"
    r"(?P<unit>秒钟?|秒鐘|秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週|星期|个月|個月|月|年|초|분|시간|일|"
    r"seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|h|days?|d|weeks?|w|months?|mo|years?|y)\s*(?:之?前|以前|전|ago)",
    re.IGNORECASE,
)
_JUST = re.compile(r"刚刚|剛剛|刚才|剛才|たった今|방금|just now", re.IGNORECASE)
_DAY = re.compile(
    rf"(?P<day>今天|今日|昨天|昨日|前天|前日|오늘|어제|today|yesterday)\s*(?:at)?,?\s*(?:{_NOON}\s*{_TIME}\s*{_AMPM})?",
    re.IGNORECASE,
)
_DAYS_BACK = {
    "今天": 0, "今日": 0, "오늘": 0, "today": 0, "昨天": 1, "昨日": 1, "어제": 1, "yesterday": 1, "前天": 2, "前日": 2,
}  # fmt: skip
_UNITS = (
    (("秒", "초", "s"), 1),
    (("分", "분"), 60),
    (("小", "時", "시", "h"), 3600),
    (("天", "日", "일", "d"), 86400),
    (("周", "週", "星", "w"), 604800),
    (("月", "个", "個"), 2592000),
    (("年", "y"), 31536000),
)
_LIFETIME = 100 * 31_536_000
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "午後", "오후"})
_YEAR = re.compile(r"^\s*((?:19|20)\d{2})(?:-(0[1-9]|1[0-2]))?\s*$")
_EPOCH = re.compile(r"^\s*(\d{10}|\d{13}|\d{16})(?:\.\d+)?\s*$")


def parse_date(text: str, *, zone: str = "UTC", now: datetime) -> datetime | None:
    """Read the first date in a text; None when there is none.

    A date without an offset is local to `zone` (IANA name). `now` is aware; a date later than `now` is clamped to it,
    for publishers announce the future and clocks are wrong. A day without a time is its local midnight. Returns
    an aware datetime in the offset that the text gave, else the zone's.
    """
    text = text[:200].strip()
    if not text:
        return None
    home = load_zone(zone)
    found = _epoch(text) or _absolute(text, home) or _relative(text, home, now)
    return min(found, now.astimezone(found.tzinfo)) if found else None


@lru_cache(maxsize=512)
def load_zone(name: str) -> tzinfo:
    """Return the zone of an IANA name; UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC


def _epoch(text: str) -> datetime | None:
    if not (match := _EPOCH.match(text)):
        return None
    number = int(match.group(1))
    return datetime.fromtimestamp(number / 10 ** (len(match.group(1)) - 10), UTC)


def _absolute(text: str, home: tzinfo) -> datetime | None:
    for rule in (_YMD, _ASCTIME, _WORDS, _US, _COMPACT):
        match = rule.search(text)
        if match and (found := _build(match.groupdict(), home)):
            return found
    if match := _YEAR.match(text):
        return _with_zone(datetime(int(match[1]), int(match[2] or 1), 1), None, home)  # noqa: DTZ001 - its zone follows
    return None


def _build(parts: dict[str, str | None], home: tzinfo) -> datetime | None:
    month = (
        _MONTHS.get((parts.get("mon") or "").lower())
        if parts.get("mon")
        else int(parts.get("m") or 0)
    )
    if not month:
        return None
    year = int(parts["y"] or 0)
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    try:
        local = datetime(year, month, int(parts["d"] or 0), *_clock(parts))  # noqa: DTZ001 - its zone follows
    except ValueError:
        return None
    return _with_zone(local, parts.get("z"), home)


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int]:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("h", "mi", "s"))
    half = (parts.get("half") or "").strip()
    letter = (parts.get("ampm") or "").lower()[:1]
    if (half in _AFTERNOON or letter == "p") and hour < 12:
        hour += 12
    elif (half in {"午前", "오전"} or letter == "a") and hour == 12:
        hour = 0
    return (hour, minute, min(second, 59)) if hour < 24 else (0, minute, min(second, 59))


def _with_zone(local: datetime, label: str | None, home: tzinfo) -> datetime:
    offset = _offset(label, home)
    try:
        aware = local.replace(tzinfo=offset or home)
        aware.astimezone(UTC)
    except (OverflowError, ValueError):
        return local.replace(tzinfo=UTC)
    return aware


def _offset(label: str | None, home: tzinfo) -> tzinfo | None:
    if not label:
        return None
    name = label.lower()
    # CST is China's on a Chinese source, and Central America's elsewhere.
    if name == "cst" and str(home) in _CHINESE:
        return timezone(timedelta(hours=8))
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name]))
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", label)
    if not match:
        return None
    minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
    return (
        timezone(timedelta(minutes=-minutes if match.group(1) == "-" else minutes))
        if minutes < 1440
        else None
    )


def _relative(text: str, home: tzinfo, now: datetime) -> datetime | None:
    here = now.astimezone(home)
    if _JUST.search(text):
        return here
    if match := _AGO.search(text):
        return _ago(match, here)
    if match := _DAY.search(text):
        day = here - timedelta(days=_DAYS_BACK[match.group("day").lower()])
        return _at(day, match.groupdict())
    if (match := _MD.search(text)) and (found := _this_year(match.groupdict(), here, home)):
        return found
    if match := _CLOCK.match(text):
        found = _at(here, match.groupdict())
        return found - timedelta(days=1) if found and found > here else found
    return None


def _ago(match: re.Match[str], here: datetime) -> datetime | None:
    count = match.group("n").lower()
    number = 0.5 if count == "半" else 1.0 if count in {"a", "an", "one"} else float(count)
    unit = match.group("unit").lower()
    if unit.startswith("mo"):
        seconds = 2592000
    elif unit.startswith("m"):
        seconds = 60
    else:
        seconds = next(size for starts, size in _UNITS if unit.startswith(starts))
    # 2028年前 says "before 2028": nothing on the web is a lifetime old.
    past = number * seconds
    return here - timedelta(seconds=past) if past < _LIFETIME else None


def _at(day: datetime, parts: dict[str, str | None]) -> datetime | None:
    hour, minute, second = _clock(parts)
    try:
        return day.replace(hour=hour, minute=minute, second=second, microsecond=0)
    except ValueError:
        return None


def _this_year(parts: dict[str, str | None], here: datetime, home: tzinfo) -> datetime | None:
    """Read a month and day: of this year, or of the last where this year's would be ahead by more than a day."""
    found = _build(parts | {"y": str(here.year)}, home)
    if found and found > here + timedelta(days=1):
        return _build(parts | {"y": str(here.year - 1)}, home)
    return found
