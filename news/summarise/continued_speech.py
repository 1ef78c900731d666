"""Recognise a speech that goes on, and whose speaker another sentence names: “…”, so der Sprecher
weiter.
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

_PATTERNS = {
    "en": MarkedPattern(
        (" added", " continued", " went on"),
        re.compile(
            r"[”\"'] (?:the [a-z-]+ )?(?:added|continued|went on)(?: the [a-z-]+)?(?:[.:]|$)"
        ),
    ),
    "de": MarkedPattern(
        (" weiter", " fort"),
        re.compile(
            r"[“”»«\"],? so (?:der|die|er|sie) (?:[\w-]+ )?weiter\b"
            r"|[“”»«\"],? fuhr (?:der|die|er|sie) (?:[\w-]+ )?fort\b"
        ),
    ),
    "fr": MarkedPattern(
        ("poursui", "ajout", "repr"),
        re.compile(
            r"[»”\"],? (?:a|ont) (?:poursuivi|ajouté|repris)(?: l[ea] [a-zà-ÿ-]+)?(?:\.|$)"
            r"|[»”\"],? (?:poursuit|ajoute|reprend)[- ](?:t-)?(?:il|elle|l[ea] [a-zà-ÿ-]+)(?:\.|$)"
        ),
    ),
    "es": MarkedPattern(
        ("añadi", "agreg", "prosigui", "continu"),
        re.compile(
            r"[»”\"],? (?:añadió|agregó|prosiguió|continuó)(?: (?:el|la) [a-záéíóúñ-]+)?(?:\.|$)"
        ),
    ),
    "ru": MarkedPattern(
        ("добавил", "продолж"),
        re.compile(
            r"[»”\"],? ?[—–-] (?:добавил|продолжил|продолжает)[аи]?(?: (?:он|она|они|чиновник|спикер|эксперт|собеседник|источник))?(?:\.|$)"
        ),
    ),
    "ja": MarkedPattern(
        ("」と",),
        re.compile(r"」と、?(?:彼|彼女|同氏|男性|女性|担当者|住民)[はも]"),
    ),
}


def goes_on_speaking(sentence: str, language: str) -> bool:
    """Tell whether a quotation goes on with nobody named: "…", the spokesman added. False for
    languages without such phrases.
    """
    return _PATTERNS.get(language, NOWHERE).is_in(sentence)
