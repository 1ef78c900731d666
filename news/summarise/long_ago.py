"""Recognise a sentence that opens with a time long before the news: "A month ago", "Vor drei
Jahren".
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

# Two weeks at least: what happened a week ago may be the news.
_PATTERNS = {
    "en": MarkedPattern(
        (" ago", "back in", "for "),
        re.compile(
            r"^(?:(?:[a-z]+ |\d+ ){0,2}(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|\d+|several|some|a few|many)"
            r"(?: and a half)? (?:months?|years?|decades?|centur(?:y|ies)) ago\b|back in\b"
            r"|(?:just |only )?(?:two|three|four|five|six|\d|several|some|a few) weeks ago\b"
            r"|for (?:over |more than |nearly |almost |about )?(?:an?|one|two|three|four|five|ten|\d+|several|some|many) (?:weeks?|months?|years?|decades?|centur(?:y|ies))\b)"
        ),
    ),
    "de": MarkedPattern(
        ("vor ", "seit "),
        re.compile(
            r"^(?:vor (?:[a-zäöü]+ ){0,2}(?:zwei|drei|vier|fünf|sechs|\d|einigen|mehreren|wenigen|ein paar) wochen\b"
            r"|vor (?:[a-zäöü]+ ){0,3}(?:\w+ )?(?:monate?n?|jahre?n?|jahrzehnte?n?|jahrhunderte?n?)\b"
            r"|seit (?:\w+ ){1,2}(?:monaten|jahren|jahrzehnten)\b)"
        ),
    ),
    "fr": MarkedPattern(
        ("il y a ", "depuis "),
        re.compile(
            r"^(?:il y a (?:\S+ ){1,3}(?:semaines|mois|ans?|années|décennies|siècles?)\b"
            r"|depuis (?:\S+ ){1,2}(?:mois|ans|années|décennies)\b)"
        ),
    ),
    "es": MarkedPattern(
        ("hace ",),
        re.compile(
            r"^(?:(?:desde )?hace (?:\S+ ){1,3}(?:semanas|mes(?:es)?|años?|décadas?|siglos?)\b)"
        ),
    ),
    "pt": MarkedPattern(
        ("há ",),
        re.compile(
            r"^(?:há (?:\S+ ){1,3}(?:semanas|mês|meses|anos?|décadas?|séculos?)\b)"
        ),
    ),
    "ru": MarkedPattern(
        (" назад",),
        re.compile(
            r"^(?:(?:\S+ ){0,3}(?:недели|недель|месяца?|месяцев|года?|лет|десятилети[йяе]|века?|веков) назад\b)"
        ),
    ),
    "it": MarkedPattern(
        (" fa",),
        re.compile(
            r"^(?:\S+ ){1,3}(?:settimane|mes[ei]|ann[oi]|decenni|secoli) fa\b"
        ),
    ),
    "nl": MarkedPattern(
        (" geleden",),
        re.compile(
            r"^(?:\S+ ){1,3}(?:weken|maanden?|jaar|jaren|decennia|eeuwen) geleden\b"
        ),
    ),
    "pl": MarkedPattern(
        (" temu",),
        re.compile(
            r"^(?:\S+ ){0,3}(?:tygodni[e]?|miesi[ąę]c(?:e|y)?|lat[a]?|dekad[ęy]?) temu\b"
        ),
    ),
    "tr": MarkedPattern(
        (" önce",),
        re.compile(r"^(?:\S+ ){1,3}(?:hafta|ay|yıl|asır) önce\b"),
    ),
    "ar": MarkedPattern(
        ("قبل ",),
        re.compile(
            r"^قبل (?:\S+ )?(?:أسابيع|أشهر|شهور|شهرين|سنوات|سنتين|أعوام|عامين|عام|سنة|عقود|قرون)\b"
        ),
    ),
    "hi": MarkedPattern(
        (" पहले",),
        re.compile(
            r"^(?:\S+ ){1,3}(?:हफ्ते|हफ्तों|महीने|महीनों|साल|सालों|वर्ष|वर्षों) पहले"
        ),
    ),
    "ko": MarkedPattern(
        ("전",),
        re.compile(
            r"^(?:약 |불과 )?(?:\d+|몇|수|한|두|세|여러)\s?(?:주일?|개월|달|년|해|십 년) 전"
        ),
    ),
    "uk": MarkedPattern(
        (" тому",),
        re.compile(
            r"^(?:(?:\S+ ){0,3}(?:тижні|тижнів|місяц[яі]в?|рок[иу]|років) тому\b)"
        ),
    ),
    "zh": MarkedPattern(
        ("前",),
        re.compile(
            r"^(?:(?:早在)?[\d一二三四五六七八九十百几幾数數两兩多]+(?:多?个?多?月|多?個?多?月|多?年|多?载|世纪|周|週|个星期|個星期)(?:多)?(?:以)?前)"
        ),
    ),
    "ja": MarkedPattern(
        ("前",),
        re.compile(
            r"^(?:[\d一二三四五六七八九十百数]+(?:週間|か月|カ月|ヶ月|年)(?:以上|余り)?前)"
        ),
    ),
}


def was_long_ago(opening: str, language: str) -> bool:
    """Tell whether a sentence's opening in lower case names a time a month or more ago. False for
    languages without patterns.
    """
    return _PATTERNS.get(language, NOWHERE).is_in(opening)
