"""Recognise a sentence that opens with a time long before the news: "A month ago", "Vor drei
Jahren".
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

# A month at least: what happened a week ago may be the news.
_PATTERNS = {
    "en": MarkedPattern(
        (" ago", "back in", "for "),
        re.compile(
            r"^(?:(?:[a-z]+ |\d+ ){0,2}(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|\d+|several|some|a few|many)"
            r"(?: and a half)? (?:months?|years?|decades?|centur(?:y|ies)) ago\b|back in\b"
            r"|for (?:over |more than |nearly |almost |about )?(?:an?|one|two|three|four|five|ten|\d+|several|some|many) (?:weeks?|months?|years?|decades?|centur(?:y|ies))\b)"
        ),
    ),
    "de": MarkedPattern(
        ("vor ", "seit "),
        re.compile(
            r"^(?:vor (?:[a-zäöü]+ ){0,3}(?:\w+ )?(?:monate?n?|jahre?n?|jahrzehnte?n?|jahrhunderte?n?)\b"
            r"|seit (?:\w+ ){1,2}(?:monaten|jahren|jahrzehnten)\b)"
        ),
    ),
    "fr": MarkedPattern(
        ("il y a ", "depuis "),
        re.compile(
            r"^(?:il y a (?:\S+ ){1,3}(?:mois|ans?|années|décennies|siècles?)\b"
            r"|depuis (?:\S+ ){1,2}(?:mois|ans|années|décennies)\b)"
        ),
    ),
    "es": MarkedPattern(
        ("hace ",),
        re.compile(
            r"^(?:(?:desde )?hace (?:\S+ ){1,3}(?:mes(?:es)?|años?|décadas?|siglos?)\b)"
        ),
    ),
    "pt": MarkedPattern(
        ("há ",),
        re.compile(
            r"^(?:há (?:\S+ ){1,3}(?:mês|meses|anos?|décadas?|séculos?)\b)"
        ),
    ),
    "ru": MarkedPattern(
        (" назад",),
        re.compile(
            r"^(?:(?:\S+ ){0,3}(?:месяца?|месяцев|года?|лет|десятилети[йяе]|века?|веков) назад\b)"
        ),
    ),
    "uk": MarkedPattern(
        (" тому",),
        re.compile(r"^(?:(?:\S+ ){0,3}(?:місяц[яі]в?|рок[иу]|років) тому\b)"),
    ),
    "zh": MarkedPattern(
        ("前",),
        re.compile(
            r"^(?:(?:早在)?[\d一二三四五六七八九十百几幾数數两兩多]+(?:多?个?多?月|多?個?多?月|多?年|多?载|世纪)(?:多)?(?:以)?前)"
        ),
    ),
    "ja": MarkedPattern(
        ("前",),
        re.compile(
            r"^(?:[\d一二三四五六七八九十百数]+(?:か月|カ月|ヶ月|年)(?:以上|余り)?前)"
        ),
    ),
}


def was_long_ago(opening: str, language: str) -> bool:
    """Tell whether a sentence's opening in lower case names a time a month or more ago. False for
    languages without patterns.
    """
    return _PATTERNS.get(language, NOWHERE).is_in(opening)
