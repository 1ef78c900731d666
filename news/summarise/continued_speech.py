"""Recognise a speech that goes on, and whose speaker another sentence names: “…”, so der Sprecher
weiter.
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern

_PATTERNS = {
    "en": MarkedPattern(
        (" added", " continued", " went on", "-year-old "),
        re.compile(
            r"\b[Tt]he \d{1,3}-year-old (?:said|added|told|explained|wrote|continued)\b|"
            r"[”\"'] (?:the [a-z-]+ )?(?:added|continued|went on)(?: the [a-z-]+)?(?:[.:]|$)"
        ),
    ),
    "de": MarkedPattern(
        (" weiter", " fort", "-Jährige"),
        re.compile(
            r", (?:so|sagte?|erklärte?|meinte?|erzählte?|betonte?) (?:der|die) \d{1,3}-Jährige\b|"
            r"[“”»«\"],? so (?:der|die|er|sie) (?:[\w-]+ )?weiter\b"
            r"|[“”»«\"],? fuhr (?:der|die|er|sie) (?:[\w-]+ )?fort\b"
        ),
    ),
    "fr": MarkedPattern(
        ("poursui", "ajout", "repr", " ans."),
        re.compile(
            r", a (?:dit|déclaré|expliqué|raconté) (?:l[’']homme|la femme) de \d{1,3} ans\.|"
            r"[»”\"],? (?:a|ont) (?:poursuivi|ajouté|repris)(?: l[ea] [a-zà-ÿ-]+)?(?:\.|$)"
            r"|[»”\"],? (?:poursuit|ajoute|reprend)[- ](?:t-)?(?:il|elle|l[ea] [a-zà-ÿ-]+)(?:\.|$)"
        ),
    ),
    "es": MarkedPattern(
        ("añadi", "agreg", "prosigui", "continu", " años."),
        re.compile(
            r", (?:dijo|explicó|contó|afirmó) (?:el hombre|la mujer) de \d{1,3} años\.|"
            r"[»”\"],? (?:añadió|agregó|prosiguió|continuó)(?: (?:el|la) [a-záéíóúñ-]+)?(?:\.|$)"
        ),
    ),
    "ru": MarkedPattern(
        ("добавил", "продолж", "-летн"),
        re.compile(
            r", (?:сказал|заявил|рассказал|пояснил)а? \d{1,3}-летн(?:ий|яя) [а-яё]+(?:\.|$)|"
            r"[»”\"],? ?[—–-] (?:добавил|продолжил|продолжает)[аи]?(?: (?:он|она|они|чиновник|спикер|эксперт|собеседник|источник))?(?:\.|$)"
        ),
    ),
    "ja": MarkedPattern(
        ("」と",),
        re.compile(r"」と、?(?:彼|彼女|同氏|男性|女性|担当者|住民)[はも]"),
    ),
}
# Somebody whom a sentence names before it tells the age alone: "Jane Roe fled, the 45-year-old
# said". What stands in a quotation between them names somebody else.
_NAMED = MarkedPattern(
    ("-year-old", " ans", " años", "-летн"),
    re.compile(
        r"\b[A-ZÀ-ÞА-ЯЁ][\w’'-]+ [A-ZÀ-ÞА-ЯЁ][\w’'-]+[^“”\"«»]{0,160}\b\d{1,3}(?:-year-old|-летн| ans\b| años\b)"
    ),
)


def goes_on_speaking(sentence: str, language: str) -> bool:
    """Tell whether a quotation goes on with nobody named: "…", the spokesman added. False for
    languages without such phrases.
    """
    goes_on = _PATTERNS.get(language, NOWHERE).is_in(sentence)
    return goes_on and not _NAMED.is_in(sentence)
