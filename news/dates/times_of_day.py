"""Read times of day: alone in a line, and before or after a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from news.dates.date_names import weekdays
from news.dates.date_parts import Hints, Precision, localise
from news.dates.eastern import with_digits
from news.dates.zone_suffixes import ZONE, read_zone

_HALF = (
    r"凌晨|清晨|早上|早晨|早|晨|上午|中午|下午|傍晚|晚上|晚間|晚间|晚|夜里|夜間|夜间|深夜|夜|"
    r"午前|午後|朝|오전|오후|AM|PM|"
    r"sáng|trưa|chiều|tối|πμ|μμ|صباح[اً]{1,2}|مساء[ًا]{0,2}|ص|م|ÖÖ|ÖS|PG|PTG|pagi|siang|sore|petang|malam|"
    r"सुबह|दोपहर|शाम|रात|पूर्वाह्न|अपराह्न|முற்பகல்|பிற்பகல்|"
    r"ก่อนเที่ยง|หลังเที่ยง|ق\.?\s?ظ|ب\.?\s?ظ|לפנה[״\"]צ|אחה[״\"]צ|"
    r"সকাল|দুপুর|বিকাল|বিকেল|সন্ধ্যা|রাত|এএম|পিএম|"
    r"de\ la\ mañana|de\ la\ tarde|de\ la\ noche|da\ manhã|da\ tarde|da\ noite"
)
# Parts of the day in words that stand before a time or behind it, with other words
# between: "gestern Abend um 9:05", "9:05 du soir".
_EVENING = (
    r"abends?|soir|sera|evening|вечером|вечера|ввечері|вечора|wieczorem|wieczór|kvällen|kväll|kvelden|"
    r"kveld|aften|aftenen|avond|akşam|večer|seara"
)
_NIGHT = r"nachts?|nuit|notte|night|ночью|ночи|noche|noite|gece"
_AFTERNOON = r"nachmittags?|midi|pomeriggio|afternoon|tarde|днём|днем|дня|popołudniu|eftermiddag|namiddag"
_SAID = re.compile(
    rf"(?<![^\W_])(?:{_EVENING}|{_NIGHT}|{_AFTERNOON})(?![^\W_])",
    re.IGNORECASE,
)
# An hour, then minutes as languages write them: 8:30:15, 8.30, 8h30, 8点半, or
# none where a word says that it is an hour.
_CLOCK = re.compile(
    rf"""
    (?: (?P<before>{_HALF}) \s{{0,2}} )?
    (?<! [\d.,:] ) (?P<h>\d{{1,2}})
    (?:
      \s? [:：] \s? (?P<m1>[0-5]\d)
        (?: \s? [:：] \s? (?P<s> [0-5]\d | 60 ) (?: [.,]\d{{1,9}} )? )?
        (?! [\d:] )
      | \. (?P<m2>[0-5]\d) (?: \. (?P<s2>[0-5]\d) )? (?! [\d%] | \.\d )
      | \s? (?: [hHч] | giờ | g(?=[0-5]\d) ) \s?
        (?: (?P<m3>[0-5]\d) (?: \s? (?: min | mn | m | phút ) (?! [^\W_] ) )? )?
        (?! [^\W_] )
      | \s? [时時點点시] \s?
        (?:
          (?P<part> 半 | [13](?=刻) ) 刻?
          | (?P<m4>\d{{1,2}}) \s? [分분]? (?: \s? (?P<s4>\d{{1,2}}) \s? [秒초] )?
          | 整
        )?
      | (?= \s? (?: [AaPp]\.?\s?[Mm]\b | Uhr\b | uur\b | बजे ) )
    )
    (?: \s? (?: Uhr | uur | hrs | น\. | बजे | वाजता ) (?! [^\W\d_] ) )?
    (?:
      \s?
      (?P<after>
        [AaPp]\.?\s?[Mm] (?: \. | (?! [^\W_] ) )
        | (?:a|p)\.\s?m\.
        | (?: {_HALF} | SA | CH | π\.μ\. | μ\.μ\. | ip | ap | fm | em ) (?! [^\W\d_] )
        | (?: (?:du|in\ the|at|di|del) \s )?
          (?: {_EVENING} | {_NIGHT} | {_AFTERNOON} ) (?! [^\W\d_] )
      )
    )?
    """,
    re.VERBOSE,
)
# Minutes of the parts of an hour: 8点半, 8点一刻, 8点三刻.
_PART_OF_HOUR = {"半": 30, "1": 15, "3": 45}
# The halves and parts of a day, the first that fits: their words, the hours that are after noon,
# and what their 12 o'clock is. 夜里一点 is an hour after midnight, 夜里九点 one before it, 中午一点
# an hour after noon.
_PARTS = (
    # Most clocks have no word beside them.
    (re.compile(r"\Z"), range(0), 12),
    (
        re.compile(rf"(?:\w+\s(?:the\s)?)?(?:{_EVENING})\Z", re.IGNORECASE),
        range(12),
        24,
    ),
    (
        re.compile(rf"(?:\w+\s)?(?:{_NIGHT})\Z", re.IGNORECASE),
        range(5, 12),
        0,
    ),
    (
        re.compile(rf"(?:\w+\s(?:the\s)?)?(?:{_AFTERNOON})\Z", re.IGNORECASE),
        range(12),
        12,
    ),
    (
        re.compile(r"夜|深夜|रात|রাত|malam|tối|de\sla\snoche|da\snoite"),
        range(5, 12),
        0,
    ),
    (re.compile("晚"), range(12), 24),
    (re.compile("中午|trưa|siang|दोपहर|দুপুর"), range(1, 6), 12),
    (
        re.compile(
            r"pm|ptg|p\.|পিএম|下午|傍晚|午後|오후|chiều|μ\.?μ|م|ÖS|CH"
            r"|ip|em|अपराह्न|பிற்பகல்|หลังเที่ยง|ب|אחה"
            r"|petang|sore|शाम|বিকাল|বিকেল|সন্ধ্যা|de\sla\starde|da\starde",
            re.IGNORECASE,
        ),
        range(12),
        12,
    ),
    (
        re.compile(
            r"a|pg|এএম|上午|凌晨|清晨|早|晨|午前|朝|오전|sáng|π\.?μ|ص|ÖÖ|SA"
            r"|fm|पूर्वाह्न|முற்பகல்|ก่อนเที่ยง|ق|לפנה"
            r"|pagi|सुबह|সকাল|de\sla\smañana|da\smanhã",
            re.IGNORECASE,
        ),
        range(0),
        0,
    ),
    (re.compile(""), range(0), 12),
)
_SEPARATORS = re.compile(
    r"[\s,;،؛，、．·•|–—\-/@()（）\[\]:：<>«»“”.，。\u200e\u200f]{0,12}(?:T(?=\d))?"
)
_WORD = re.compile(r"[^\W\d_][^\s\d,;:/|()（）.·•_–—\-’!?，。、]*")
# What people write between a date and its time of day.
_JOINERS = """
    at en um klockan у à a las às alle ore ora kl klo в о об om saat pukul lúc jam o u ve la om. ob os ás as de den
    sera mattina pomeriggio soir matin abend nachmittag vormittag wieczorem rano вечером утром днём днем ночью
    evening afternoon morning night mittag nacht après midi nuit por noche tarde mañana à noite manhã notte ввечері
    kväll kvelden aften avond akşam večer seara
    το στις godz godzinie во בשעה ώρα jam val kl 一 二 三 四 五 六 الساعة م هـ बजे เวลา uhr time hora heure heures часов года году год року roku সাল साल les v г р d ж kell ساعت թ the on op am dne il le el em da dia ngày r
    thứ hai ba tư năm sáu bảy chủ nhật
    星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日
    月 火 水 木 金 土 日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월 화 수 목 금 토 일
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 号 號
"""
_BETWEEN = frozenset(map(str.casefold, _JOINERS.split()))
_REACH = 48
# Letters behind a day in which a part of the day is sought.
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a line: `days` is 1 for 24:00."""

    at: time
    days: int
    start: int
    end: int


def find_clock(line: str) -> time | None:
    """Return the first time of day in a line; a bare clock is a time of day, never a date.

    "Published at 8:30 pm" → 20:30, 下午两点半 → 14:30.
    """
    text = with_digits(line[:300])
    clocks = filter(None, map(_read, _CLOCK.finditer(text)))
    return next((clock.at for clock in clocks), None)


def clock_after(line: str, position: int) -> Clock | None:
    """Return the time of day that follows a date's end.

    Separators, weekdays and words such as "at" may stand between.
    """
    for place in _steps(line, position, min(len(line), position + _REACH)):
        match = _CLOCK.match(line, place)
        if match is None:
            continue
        said = _SAID.findall(line, position, place)
        clock = _read(match, *said[-1:])
        if clock:
            return clock
    return None


def clock_before(
    line: str, start: int, position: int, end: int | None = None
) -> Clock | None:
    """Return the time of day before a date that begins at `position`: "22:00,
    11 July".

    Nothing before `start` is looked at; a zone may stand between the two. Close
    behind `end`, the date's, may stand its part of the day: "9:05 yesterday evening".
    """
    earliest = max(start, position - _REACH)
    matches = list(_CLOCK.finditer(line, earliest, position))
    behind = line[end : end + _NEAR].split() if end else []
    said = filter(_SAID.fullmatch, behind[:1])
    clock = _read(matches[-1], *said) if matches else None
    if clock is None:
        return None
    zone = ZONE.match(line, clock.end, position)
    after = zone.end() if zone else clock.end
    return clock if position in _steps(line, after, position) else None


def _steps(line: str, position: int, limit: int) -> list[int]:
    """Return the places reached by stepping over separators and joining words.

    In "20 May, on Monday at 8:15" the last one is before 8:15. At most six
    words are passed.
    """
    places = [position]
    for _ in range(6):
        position = _SEPARATORS.match(line, position, limit).end()  # type: ignore[union-attr]
        places.append(position)
        word = _WORD.match(line, position, limit)
        if not word or not joins_time(word[0]):
            break
        position = word.end()
        places.append(position)
    return places


def joins_time(word: str) -> bool:
    """Return whether a word may stand between a date and its time.

    "at", "um" and "Monday" may; "chapter" may not.
    """
    return word.casefold() in _BETWEEN or bool(weekdays(word))


def _first(match: re.Match[str], *names: str) -> int:
    """Return the number of the first of these groups that took part; 0 without one.

    Of 8h30 and 8.30 each has its minutes in a group of its own.
    """
    written = filter(None, match.group(*names))
    return int(next(written, 0))


def _read(match: re.Match[str], said: str = "") -> Clock | None:
    """Return the time of day of a match; None for one that no clock shows: 8点75.

    `said` is the part of the day that stands before it: Abend of "Abend um 9:05".
    """
    parts = match.groupdict("")
    half = parts["before"] + parts["after"] or said
    hour = _by_half(int(match["h"]), half)
    minute = _first(match, "m1", "m2", "m3", "m4")
    minute += _PART_OF_HOUR.get(parts["part"], 0)
    # A leap second counts as the one before it.
    second = min(_first(match, "s", "s2", "s4"), 59)
    if (hour, minute, second) == (24, 0, 0):
        return Clock(time(), 1, *match.span())
    try:
        return Clock(time(hour, minute, second), 0, *match.span())
    except ValueError:
        return None


def _by_half(hour: int, half: str) -> int:
    """Return the hour of the day from one of twelve.

    8 pm is 20, 12 am is 0, 晚上12点 is the day's end; 15 下午 stays as it is.
    """
    fitting = (part for part in _PARTS if part[0].match(half))
    _, after_noon, twelve = next(fitting)
    if hour == 12:
        return twelve
    return hour + 12 if hour in after_noon else hour


def attach(
    line: str, day: datetime, clock: Clock, hints: Hints
) -> tuple[datetime, Precision, int]:
    """Join a day and its time of day.

    Return the moment, how exact it is, and where the time ends in the line.
    """
    local = datetime.combine(day, clock.at) + timedelta(days=clock.days)
    match = ZONE.match(line, clock.end)
    zone = read_zone(match, local, hints) if match else None
    if match and zone:
        return localise(local, zone), Precision.ZONED, match.end()
    return localise(local, hints.home), Precision.MINUTE, clock.end
