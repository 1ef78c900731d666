"""Find "2 hours ago" in the languages for which CLDR says how they tell the past:
vor 2 Stunden, 2 часа назад, منذ ساعتين.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from news.cldr import LocaleData, own_data
from news.numbers.spelled import spelled

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
# The word that says "ago" in each locale of CLDR, then what sites write for it.
_AGO = {
    "af": "gelede",
    "am": "በፊት",
    "ar": "قبل|منذ",
    "az": "öncə|əvvəl",
    "be": "таму",
    "bg": "преди",
    "bn": "আগে",
    "bs": "prije",
    "ca": "fa",
    "cs": "před",
    "cy": "yn ôl",
    "da": "siden",
    "de": "vor",
    "el": "πριν",
    "en": "ago",
    "es": "hace|atrás",
    "et": "eest|tagasi",
    "eu": "duela",
    "fa": "پیش|قبل",
    "fi": "sitten",
    "fil": "nakalipas|nakaraan",
    "fr": "il y a",
    "ga": "ó shin",
    "gl": "hai",
    "gu": "પહેલાં|પહેલા",
    "he": "לפני",
    "hi": "पहले|पूर्व",
    "hr": "prije",
    "hu": "ezelőtt|perce|órája|napja",
    "hy": "առաջ",
    "id": "yang lalu|lalu",
    "is": "fyrir|síðan",
    "it": "fa",
    "ka": "წინ",
    "kk": "бұрын",
    "kn": "ಹಿಂದೆ",
    "ky": "мурун",
    "lo": "ກ່ອນ",
    "lt": "prieš",
    "lv": "pirms",
    "mk": "пред",
    "ml": "മുമ്പ്|മുൻപ്",
    "mn": "өмнө",
    "mr": "पूर्वी",
    "ms": "lalu|yang lalu",
    "ne": "पहिले|अघि",
    "nl": "geleden",
    "no": "siden",
    "or": "ପୂର୍ବେ",
    "pa": "ਪਹਿਲਾਂ",
    "pl": "temu",
    "ps": "مخکې",
    "pt": "há|faz|atrás",
    "ro": "acum|în urmă cu",
    "ru": "назад",
    "sk": "pred",
    "sl": "pred",
    "so": "kahor",
    "sq": "parë|para",
    "sr": "пре",
    "sr_Latn": "pre",
    "sv": "sedan",
    "sw": "iliyopita|zilizopita",
    "ta": "முன்|முன்பு",
    "te": "క్రితం",
    "tg": "пеш",
    "th": "ที่ผ่านมา|ที่แล้ว|ก่อน",
    "tk": "öň",
    "tr": "önce",
    "uk": "тому",
    "ur": "پہلے|قبل",
    "uz": "oldin",
    "vi": "trước|cách đây",
}
# Wordings that sites write beside CLDR's, by locale and unit; those without a
# number tell one.
_WRITTEN = {
    ("ar", "minute"): ("قبل دقيقة",),
    ("ar", "hour"): ("قبل ساعة",),
    ("ar", "day"): ("قبل يوم",),
    ("bn", "hour"): ("{0} ঘণ্টা আগে",),
    ("bs", "hour"): ("prije sat vremena", "prije sat"),
    ("cs", "hour"): ("před {0} hod.",),
    ("de", "hour"): ("vor {0} h",),
    ("el", "minute"): ("{0} λεπτά πριν",),
    ("el", "hour"): ("{0} ώρες πριν",),
    ("es", "minute"): ("{0} minutos atrás", "{0} minuto atrás"),
    ("es", "hour"): ("{0} horas atrás", "{0} hora atrás"),
    ("es", "day"): ("{0} días atrás", "{0} día atrás"),
    ("et", "minute"): ("{0} minutit eest",),
    ("et", "hour"): ("{0} tundi eest", "{0} h eest"),
    ("fi", "hour"): ("{0} h sitten",),
    ("hi", "hour"): ("{0} घंटा पहले", "{0} घण्टे पहले", "{0} घण्टा पहले"),
    ("hr", "hour"): ("prije sat vremena", "prije sat"),
    ("hu", "minute"): ("{0} perce",),
    ("hu", "hour"): ("{0} órája",),
    ("hu", "day"): ("{0} napja",),
    ("is", "minute"): ("{0} mínútum síðan",),
    ("is", "hour"): ("{0} tímum síðan", "{0} klst. síðan"),
    ("nl", "hour"): ("{0} u geleden",),
    ("pt", "minute"): ("{0} minutos atrás", "{0} minuto atrás"),
    ("pt", "hour"): ("{0} horas atrás", "{0} hora atrás"),
    ("pt", "day"): ("{0} dias atrás", "{0} dia atrás"),
    ("pt", "week"): ("{0} semanas atrás", "{0} semana atrás"),
    ("pt", "month"): ("{0} meses atrás", "{0} mês atrás"),
    ("pt", "year"): ("{0} anos atrás", "{0} ano atrás"),
    ("sq", "minute"): ("para {0} minutash",),
    ("sq", "hour"): ("para {0} orësh",),
    ("sq", "day"): ("para {0} ditësh",),
    ("sr", "hour"): ("пре {0} ч", "пре сат времена", "пре сат"),
    ("sr_Latn", "hour"): ("pre {0} h", "pre sat vremena", "pre sat"),
    ("sv", "hour"): ("{0} h sedan",),
    ("ta", "hour"): ("{0} மணி நேரம் முன்", "{0} மணி நேரத்திற்கு முன்"),
    ("th", "minute"): ("{0} นาทีก่อน",),
    ("th", "hour"): ("{0} ชม. ที่ผ่านมา",),
    ("vi", "minute"): ("cách đây {0} phút",),
    ("vi", "hour"): ("cách đây {0} giờ",),
    ("vi", "day"): ("cách đây {0} ngày",),
}
# Languages that write the word without a blank before it.
_JOINED = "|".join(map(_AGO.__getitem__, ("lo", "mr", "th")))
_WORDS = sorted(
    {word for words in _AGO.values() for word in words.split("|")},
    key=len,
    reverse=True,
)
_MARK = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_WORDS)})(?![^\W_])|{_JOINED}", re.IGNORECASE
)
# The locales that say "ago" by each word: "fa" is Italian and Catalan.
_LOCALES = {
    word: [code for code, words in _AGO.items() if word in words.split("|")]
    for word in _WORDS
}
# Zeros may stand before a number that was a word (`_in_digits`).
_NUMBER = r"(\d{1,16})\s?"
# What says that a distance is no exact one: "vor etwa 3 Stunden", "hace más de 3 horas".
_ABOUT = (
    r"(?:(?:etwa|ca|circa|rund|knapp|fast|über|gut|mehr als|weniger als|environ|près de|plus de|"
    r"moins de|presque|casi|cerca de|más de|menos de|unos|unas|aproximadamente|mais de|quase|uns|"
    r"umas|asi|přibližně|zhruba|přes|približno|oko|više od|okolo|około|около|почти|повече от|близо|"
    r"преку|περίπου|حوالي|نحو|khoảng|hơn)\.?\s)?"
)
# What stands for the number one before a unit: "vor einer Stunde", "en timme sedan".
_ONE = (
    r"(?:un['’]|(?:an?|une?|una|uno|uma?|ein(?:e[rmn]?)?|een|één|en|et|ett|eit|egy"
    r"|o|satu|bir|một|μία|μια|één|jednu|jedną|един|една|едно)\s)"
)
# Slavic languages put no article before the one, and the unit's ending tells it from
# others: час назад is one hour ago.
_ONE_IN = dict.fromkeys(
    ["be", "bg", "cs", "mk", "pl", "ru", "sk", "uk"], f"{_ONE}?"
)
# "Vor einem Jahr" is a turn of phrase: only a number counts longer spans.
_COUNTED_BY_WORDS = frozenset({"second", "minute", "hour", "day"})
# What a wording without a number counts, by its plural in CLDR.
_COUNTS = {"one": 1, "two": 2}
# The unit that stands before another, and how many of the other it is: "2 ч. 21 мин. назад".
_LARGER = {
    "minute": ("hour", 60),
    "hour": ("day", 24),
    "day": ("week", 7),
    "month": ("year", 12),
}
# The same from the larger one: "vor 1 Stunde und 20 Minuten".
_SMALLER = {larger: (unit, ratio) for unit, (larger, ratio) in _LARGER.items()}
# "And", in the languages whose "ago" comes first; and what tells the time that reading takes.
_AND = "(?:und|et|y|e|i|a|și|si|и|και|و|ו|in)"
_READING = r"\.?\s(?:de\s|di\s)?(?:lese|lect|lett|leit|read|čt|чит|чет)"
# A unit cut short has its dot, a blank or both behind it: "5 мин. назад", "5 мин назад".
_BLANK = r"(?:\.\s?|\s)"


@dataclass(frozen=True, slots=True)
class Past:
    """A wording of the past in a line: `count` of a unit of `UNITS` ago."""

    count: int
    unit: str
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class _Wording:
    """The ways in which a language tells that some of a unit have passed."""

    pattern: re.Pattern[str]
    unit: str
    # 0 where one of the pattern's groups holds it.
    count: int
    # What may stand before it: a count of a larger unit, and how many of the unit that is.
    larger: re.Pattern[str]
    ratio: int
    # What may stand behind it: a count of a smaller unit.
    smaller: re.Pattern[str]

    def past(self, line: str) -> Past | None:
        """Find this wording in a line: "vor 4 Stunden" is 4 hours ago.

        "2 ч. 21 мин. назад" is 141 minutes ago: the count of a larger unit may stand
        before it, that of a smaller one behind it ("vor 2 Stunden und 21 Minuten").
        """
        match = self.pattern.search(line)
        if not match:
            return None
        written = next(filter(None, match.groups()), self.count)
        larger = self.larger.search(line[: match.start()])
        more = int(larger[1]) * self.ratio if larger else 0
        count = int(written) + more
        smaller = self.smaller.match(line, match.end())
        if not smaller:
            return Past(count, self.unit, match)
        unit, ratio = _SMALLER[self.unit]
        return Past(count * ratio + int(smaller[1]), unit, match)


def find_past(line: str) -> Past | None:
    """Return the first wording of the past in a line, of the languages whose "ago" it holds.

    "hace 3 días" is 3 days ago; a line without such a word takes no look at CLDR.
    """
    marks = _MARK.findall(line)
    spoken = (_LOCALES.get(mark.lower(), ()) for mark in marks)
    locales = dict.fromkeys(chain.from_iterable(spoken))
    text = _in_digits(line) if locales else ""
    wordings = chain.from_iterable(map(_wordings, locales))
    found = (wording.past(text) for wording in wordings)
    return next(filter(None, found), None)


def _in_digits(line: str) -> str:
    """Write the numbers in words of a line in digits, as many as they have letters.

    "nine hours ago" → "0009 hours ago": what stands behind keeps its place.
    """
    for value, start, end in reversed(list(spelled(line))):
        digits = str(int(value)).zfill(end - start)
        line = f"{line[:start]}{digits}{line[end:]}"
    return line


@lru_cache(maxsize=64)
def _wordings(locale: str) -> tuple[_Wording, ...]:
    """Return the wordings of one language, those of the shorter units first."""
    return tuple(
        _Wording(
            _any_of(forms),
            unit,
            count,
            *_larger(locale, unit),
            _smaller(locale, unit),
        )
        for unit in UNITS
        for count, forms in _patterns(locale, unit).items()
    )


def _larger(locale: str, unit: str) -> tuple[re.Pattern[str], int]:
    """Return what may stand before a wording of a unit, and how many of the unit it counts.

    Before minutes "2 ч." or "1 година и", each of 60; before years nothing.
    """
    name, ratio = _LARGER.get(unit, ("", 0))
    forms = {form for _, form in _forms(locale, name) if form[:3] == "{0}"}
    ago = "|".join(map(re.escape, _AGO[locale].split("|")))
    bare = {
        re.sub(rf"\s?(?:{ago})", "", form[3:]).strip(" .") for form in forms
    }
    return re.compile(
        rf"(?<!\d)(\d{{1,3}})\s?(?:{_units(bare)})(?![^\W\d_])\.?,?\s?(?:[^\W\d_]{{1,3}}\s)?$",
        re.IGNORECASE,
    ), ratio


def _smaller(locale: str, unit: str) -> re.Pattern[str]:
    """Return what may stand behind a wording of a unit that opens with "ago".

    Behind "vor 2 Stunden" it is "und 21 Minuten". "À 14h05" behind "il y a 3 jours" is a time, and
    "4 Min. Lesezeit" is how long a text takes.
    """
    name, _ = _SMALLER.get(unit, ("", 0))
    forms = (form.partition("{0}") for _, form in _forms(locale, name))
    bare = {behind.strip(" .\xa0") for before, _, behind in forms if before}
    return re.compile(
        rf"\.?,?\s?(?:{_AND}\s)?(\d{{1,2}})\s?(?:{_units(bare)})(?![^\W_])(?!{_READING})",
        re.IGNORECASE,
    )


def _units(names: set[str]) -> str:
    """Return an expression for any name of a unit, or for nothing where there is none."""
    return "|".join(sorted(map(re.escape, names - {""}))) or r"(?!)"


def _any_of(patterns: set[str]) -> re.Pattern[str]:
    """Return the pattern of what any of these patterns is; capitals count as small letters."""
    return re.compile("|".join(sorted(patterns)), re.IGNORECASE)


def _patterns(locale: str, unit: str) -> dict[int, set[str]]:
    """Return the patterns of one unit by the count they tell.

    Those with a number are under 0; לפני שעתיים, "two hours ago" in Hebrew, is under 2.
    """
    patterns: dict[int, set[str]] = defaultdict(set)
    one = _ONE_IN.get(locale, _ONE)
    for plural, form in _forms(locale, unit):
        count = 0 if "{0}" in form else _COUNTS[plural]
        patterns[count].add(_pattern(form, locale, _NUMBER))
        if plural == "one" and unit in _COUNTED_BY_WORDS:
            patterns[1].add(_pattern(form, locale, one))
    return patterns


def _forms(locale: str, unit: str) -> list[tuple[str, str]]:
    """Return CLDR's wordings that hold the locale's "ago", long and short, with their plural, then
    those of sites.

    "one", "vor {0} Stunde"; "other", "vor {0} Std."; but not "-{0} h".
    """
    fields = own_data(locale)["date_fields"]
    said = [*_past_of(fields, unit), *_past_of(fields, f"{unit}-short")]
    mark = _AGO[locale].split("|", maxsplit=1)[0]
    known = [(plural, form) for plural, form in said if mark in form]
    written = zip(repeat("one"), _WRITTEN.get((locale, unit), ()))
    return [*known, *written]


def _past_of(fields: LocaleData, name: str) -> list[tuple[str, str]]:
    """Return the wordings of the past of a field of CLDR: `hour`, `hour-short`."""
    past = fields.get(name, {}).get("past", {})
    return list(past.items())


def _pattern(form: str, locale: str, number: str) -> str:
    """Return the pattern of a wording of CLDR, with `number` for its `{0}`.

    Where the unit stands behind the number, other words before it may be missing: "för 3 timmar
    sedan" and "3 timmar sedan".
    """
    ago = _AGO[locale].split("|")
    said = rf"\s?(?:{'|'.join(map(_spaced, ago))})"
    text = _spaced(form).replace(_spaced(ago[0]), said)
    before, counted, after = text.partition(_spaced("{0}"))
    unit_behind = after.replace(said, "").removeprefix(_BLANK)
    if unit_behind:
        start, found, rest = before.rpartition(said)
        before = rf"{start}{found}(?:{rest})?\s?"
    counted = counted and _ABOUT + number
    return rf"(?<![^\W_])(?=\S){before}{counted}{after.removeprefix(_BLANK)}\.?(?![^\W_])"


def _spaced(text: str) -> str:
    """Escape a text for a pattern; each of its blanks stands for any, with a dot before it or not.

    "vor {0} Std." fits "vor 3 Std" too.
    """
    plain = text.replace(".", "").replace("\xa0", " ")
    # Arabic is mostly written without its marks: يومًا and يوما.
    escaped = re.escape(plain).replace("\u064b", "\u064b?")
    return escaped.replace(r"\ ", _BLANK)
