"""Read days that a word names, with their time: yesterday at 8:15, 昨晚10点半, вчера, 上周五."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from news.dates.date_names import weekdays
from news.dates.date_parts import FoundDate, Hints, Precision
from news.dates.order import spoken
from news.dates.publishing_words import ANNOUNCED
from news.dates.times_of_day import Clock, clock_after, clock_before

# Words for today, yesterday and the day before. Left out are words that are common ones
# elsewhere: Hindi कल (also tomorrow), Arabic اليوم (a paper's name).
_BACK = (
    """
    今天 今日 本日 오늘 آج today heute hoy aujourd'hui aujourd’hui aujourdʼhui сегодня oggi hoje vandaag dziś dzisiaj
    dnes danes danas данас днес сьогодні сёння azi astăzi tänään idag i_dag bugün avui gaur sot täna šodien
    šiandien í_dag σήμερα امروز आज আজ วันนี้ hôm_nay hari_ini ma
    """,
    """
    昨天 昨日 어제 yesterday gestern ayer hier вчера ieri ontem gisteren wczoraj včera včeraj jučer juče
    јуче вчора учора tegnap eilen igår i_går dün ahir atzo dje eile vakar í_gær χθες χτες אתמול أمس دیروز
    ўчора গতকাল เมื่อวาน เมื่อวานนี้ hôm_qua kemarin semalam
    """,
    """
    前天 前日 一昨日 그제 그저께 vorgestern anteayer avant-hier позавчера позавчора eergisteren przedwczoraj
    the_day_before_yesterday пазаўчора avant_hier předevčírem predvčerom prekjučer l'altro_ieri anteontem förrgår i_förrgår toissapäivänä
    """,
    "大前天",
)
_DAYS_BACK = {
    word.replace("_", " "): back
    for back, words in enumerate(_BACK)
    for word in words.split()
}
# The long words first: avant-hier holds hier. Words of scripts with blanks stand alone.
_LONGEST_FIRST = sorted(map(re.escape, _DAYS_BACK), key=len, reverse=True)
_SPACED = "|".join(word for word in _LONGEST_FIRST if word[0] < "\u2e80")
_CLOSE = "|".join(word for word in _LONGEST_FIRST if word[0] >= "\u2e80")
# 昨晚, 今早, 昨夜: the day by one sign, the part of the day by the next.
_SIGN = r"[今昨](?=[早晚晨夜朝])"
_DAY = re.compile(
    rf"(?<![^\W_])(?:{_SPACED})(?![^\W_])|{_CLOSE}|{_SIGN}", re.IGNORECASE
)
_DAYS_BACK |= {"今": 0, "昨": 1}
# "Yesterday" in one language and "here" in its neighbours, and words that are surnames
# elsewhere: the language decides, or a line that says hardly anything beside them.
_MEANT_IN = {
    "hier": {"fr"},
    "hoy": {"es", "gl"},
    "ayer": {"es"},
    "ahir": {"ca"},
    "gaur": {"eu"},
    "atzo": {"eu"},
    "azi": {"ro"},
    "eile": {"et"},
    "ma": {"hu"},
}
# Monday in Finnish and Dutch, a state, a conjunction: a day only where the language is known.
_UNSURE = frozenset({"ma"})
_BESIDE = re.compile(
    r"publi\w*|actuali\w*|mise?|jour|posté|soir|matin|noche|tarde|le|a|à|h|par|las?|du|por|ora|kell|kl|m|p",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
# A day without its time stands alone: before it nothing, a mark between two facts or a word of
# publishing, behind it nothing or such a mark. "Foto: Danas" names a paper.
_ALONE = re.compile(
    rf"(?:^|[|｜·•,，;；(（]|(?:{ANNOUNCED})[^\W\d_]{{0,12}}\s?[:：]?)\s*"
    rf"(?:{_DAY.pattern})\s*(?:$|[|｜·•,，;；)）.])",
    re.IGNORECASE,
)
# Blanks count for nothing in a long expression unless they are escaped.
_LABEL = ANNOUNCED.replace(" ", r"\ ")
# A weekday that opens a line, behind such a label or none: 上周五, 本週日, "Posted: Friday". A
# short word needs its comma: "Sun 3:15" and "Mar 10:30" are scores, too.
_OPENING_WEEKDAY = re.compile(
    rf"""
    \s* (?: [^:：]{{0,12}} (?:{_LABEL}) [^:：]{{0,12}} (?: :\s+ | ：\s* ) )?
    (?! [a-zà-ÿ]{{1,3}} \.? \s )
    (?:
      (?P<week> [上本这這]? ) [个個]? (?:周|週|星期|礼拜|禮拜) (?P<sign> [一二三四五六日天] )
      | (?P<word> [^\W\d_] [^\s\d,:，、·|()（）]* )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHINESE_DAYS = {
    sign: min(number, 6) for number, sign in enumerate("一二三四五六日天")
}
_SAYS_MORE = re.compile(r"[^\W_]")


def find_named_day(line: str, hints: Hints) -> FoundDate | None:
    """Read a day that a word names, with its time: "yesterday at 8:15", 昨天, heute.

    Without a time it is the day's midnight, and the word must stand by itself: "Foto: Danas" names
    a paper.
    """
    match = _DAY.search(line)
    if not match:
        return None
    word = match[0].lower()
    if word in _MEANT_IN and not _is_meant(line, match, hints):
        return None
    here = hints.now.astimezone(hints.home)
    day = here.date() - timedelta(days=_DAYS_BACK[word])
    clock = clock_after(line, match.end())
    clock = clock or clock_before(line, 0, *match.span())
    if clock:
        return timed(day, clock, match.start(), here)
    if not _ALONE.search(line):
        return None
    midnight = datetime.combine(day, time(), here.tzinfo)
    return FoundDate(midnight, Precision.DAY, *match.span())


def timed(day: date, clock: Clock, start: int, here: datetime) -> FoundDate:
    """Join a day and its time, in the zone of `here`; `start` is where the day is named.

    24:00 is the midnight that ends the day.
    """
    whole = day + timedelta(days=clock.days)
    moment = datetime.combine(whole, clock.at, here.tzinfo)
    return FoundDate(moment, Precision.MINUTE, start, clock.end)


def _is_meant(line: str, match: re.Match[str], hints: Hints) -> bool:
    """Return whether a word of `_MEANT_IN` names a day: "hier" in French, no "here" in German.

    "By Chris Hoy" tells no day. Without a known language a word does where nothing but "publié",
    "à" and the like stands beside it.
    """
    languages, word = spoken(hints), match[0].lower()
    if languages or word in _UNSURE:
        return not languages.isdisjoint(_MEANT_IN[word])
    beside = _LETTERS.findall(line[: match.start()] + line[match.end() :])
    return all(_BESIDE.fullmatch(word) for word in beside)


def find_weekday(line: str, hints: Hints) -> FoundDate | None:
    """Read a weekday and a time in a line that says nothing else: "Monday, 9:30 AM", 上周五 下午3点.

    It is this week's day, or that of the week before where this week's is still ahead; 上周五 is
    the Friday of the week before.
    """
    opening = _OPENING_WEEKDAY.match(line)
    clock = clock_after(line, opening.end()) if opening else None
    if not opening or not clock or _SAYS_MORE.search(line, clock.end):
        return None
    numbers = _weekdays_of(opening)
    if len(numbers) != 1:
        return None
    here = hints.now.astimezone(hints.home)
    monday = here.date() - timedelta(days=here.weekday())
    day = monday + timedelta(days=min(numbers))
    found = timed(day, clock, opening.start(), here)
    if opening["week"] == "上" or found.moment > here:
        return replace(found, moment=found.moment - timedelta(weeks=1))
    return found


def _weekdays_of(opening: re.Match[str]) -> frozenset[int]:
    """Return the days of the week that a line's first word may mean; Monday is 0.

    周五 and "Friday" are 4, any other word is none.
    """
    sign = opening["sign"]
    if sign:
        return frozenset({_CHINESE_DAYS[sign]})
    return weekdays(opening["word"])
