"""Recognise a speech that goes on, and whose speaker another sentence names: “…”, so der Sprecher
weiter.
"""

from __future__ import annotations

import re

from news.summarise.marked import NOWHERE, MarkedPattern
from news.summarise.reference_words import main_language

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
# Characters of a sentence in which its speaker is named.
_SPEAKER = 60
# Speech without a quotation mark, which may go on in the next sentence: 县长称，渡轮将停航.
_UNQUOTED = {
    "zh": MarkedPattern(
        (*"称稱说說示为為露求议議吁籲",),
        re.compile(
            "(?:[称稱说說]|表示|认为|認為|透露|要求|建议|建議|呼吁|呼籲)[，：]"
        ),
    )
}
# A Chinese sentence that opens without a subject: what ought to be, for whom, and how.
_SUBJECTLESS = re.compile(
    "[要应應须須对對并並也还還愿願将將就为為从從]|必[须須]|希望|通[过過]|在[^，]{2,20}[后後前中时時，]"
)
# A sentence that names a speaker or source of its own, or opens with a time or a link.
_OWN = re.compile(
    "[称稱说說]|表示|指出|强调|強調|认为|認為|透露|介绍|介紹|要求|报道|報道|显示|顯示|获悉|獲悉|了解到|瞭解到|宣布|发布|發布|回应|回應"
    r"|^[^，]{0,8}(?:年|\d|[今昨当當][天日]|此前|此同|据|據|记者|記者)"
)
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


def continues_speech(before: str, sentence: str, language: str) -> bool:
    """Tell whether a sentence goes on with the unquoted speech of the one before, and
    names neither a subject nor a speaker of its own: 县长要求，码头做好准备。要提前三天通知乘客。
    """
    speech = _UNQUOTED.get(main_language(language), NOWHERE)
    goes_on = _SUBJECTLESS.match(sentence)
    return bool(
        goes_on
        and speech.is_in(before[:_SPEAKER])
        and not _OWN.search(sentence[:_SPEAKER])
    )
