"""Read the publisher's own description of an article, which often tells in a sentence what a
long text comes to only later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from news.language.word_votes import frequent_words
from news.sentences import sentences as cut
from news.summarise.scenes import WHOLE
from news.summarise.shape import Candidate, candidate, tidy

# Characters of all descriptions that are read, and sentences among which the
# lead is chosen.
MAX_CHARACTERS = 3_000
MAX_SENTENCES = 8
# Characters of a text in which its own sentences are looked for.
_TEXT = 8_000
# Plain characters of a sentence by which it is found in the text.
_KEY = 40
# Plain characters of a label that a page glues to a sentence: "LIFE New rules".
_GLUED = 30
# Characters by which the sentence behind the label is found.
_START = 8
_PLAIN = re.compile(r"[\W_]+")
_ENDS = tuple('.!?？。！…।۔”"’»」』)）')
_CUT = ("…", "...", "[…]", "[...]")
# Some publishers write markup into a description, escaped.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# Words that call to a reader behind a dash, by language. What follows tells most of them from
# names and nouns: "– Lee wins", "– Guarda em alerta", "– leggi in vigore".
_CALLING = {
    "en": (
        r"(?:see|watch|read|find out|check out|click|listen to)"
        r"(?= (?:the|our|his|her|their|its|what|how|why|who|more|it|here|all|them)\b)"
    ),
    "de": r"(?:lesen|sehen) sie\b",
    "fr": r"(?:regardez|découvrez)\b",
    "es": r"(?:mira|lee)(?= (?:el|la|los|las|aquí|todo|toda|todos|todas|más|cómo|qué|nuestr[oa]s?)\b)",
    "pt": (
        r"(?:veja|leia|confira)"
        r"(?=[!.…]*$| (?:o|a|os|as|aqui|mais|como|quem|quais|fotos|imagens|vídeos?)\b)"
    ),
    "it": (
        r"(?:guarda|leggi|scopri)"
        r"(?= (?:il|lo|la|i|gli|le|qui|come|chi|perché|tutt[aeio]|foto|video)\b)"
    ),
    "ru": r"(?:читайте|смотрите)\b",
}
# "… — see the pictures!"
_CALLS = {
    language: re.compile(
        rf"\s?[—–-]\s{words}[^—–.!?…]{{0,50}}[!.…]*$", re.IGNORECASE
    )
    for language, words in _CALLING.items()
}
_NO_CALL = re.compile(r"(?!)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Worth from which a sentence of a description may open: short cries, scenes of long
# ago and speech as "I" stand below. Of four items of 1,300 that changed with it three
# read better.
_GOOD = 0.8
# A description lists what a page has: with marks, in bold pieces, or as tags.
_LISTS = re.compile(r"[✓►★☆➤#|]|\s/{2}\s|^\W*(?:\d+\+)")


def read_leads(
    described: Sequence[str], text: str, *, title: str, language: str
) -> list[Candidate]:
    """Return the sentences of a description that the text does not hold and that read well.

    Their positions are negative, in order: they stand before the text. Each is whole: what a
    description cuts off is not told, nor what it calls to the reader ("Read about …").
    """
    if not described:
        return []
    plain_text = _plain(text[:_TEXT])
    leads: list[Candidate] = []
    for place, sentence in enumerate(described, -len(described)):
        told = tidy(sentence, 0)
        # An empty sentence is in any text.
        if _plain(told)[:_KEY] in plain_text:
            continue
        whole = _whole(told, text, language)
        if whole and not _LISTS.search(told):
            judged = candidate(whole, 1, title=title, language=language)
            leads.append(replace(judged, position=place))
    return list(filter(_is_good, leads))


def _is_good(lead: Candidate) -> bool:
    """Return whether a lead is better than most sentences; one that points back must be whole."""
    return lead.shape > (WHOLE if lead.depends else _GOOD)


def without_label(sentence: str, described: Sequence[str]) -> str:
    """Return a sentence as the description has it, if a label is glued before it in the text:
    "TRAVEL The old ferry sails …" → "The old ferry sails …".
    """
    if not described:
        return sentence
    plain = _plain(sentence)
    for told in described:
        known = _plain(told)
        glued = 0 < len(plain) - len(known) <= _GLUED
        if glued and len(known) > _KEY and plain.endswith(known):
            start = sentence.find(told[:_START])
            return sentence[max(start, 0) :]
    return sentence


def described_sentences(description: str, language: str) -> list[str]:
    """Return the sentences of all descriptions."""
    text = _TAG.sub(" ", description[:MAX_CHARACTERS])
    call = _CALLS.get(language, _NO_CALL)
    return [
        call.sub(".", sentence)
        for sentence in cut(text, language)[:MAX_SENTENCES]
    ]


def _whole(sentence: str, text: str, language: str) -> str:
    """Return a sentence with its mark; empty for one that was cut off: "The ferry sails to the …".

    One without a mark is whole if its last word is one of the text: a cut parts a word or leaves a
    function word at the end.
    """
    if sentence.endswith(_CUT):
        return ""
    if sentence.endswith(_ENDS):
        return sentence
    if language.startswith(("zh", "ja", "th")):
        return ""
    *_, last = ("", *_WORD.findall(sentence[-_KEY:]))
    common = frequent_words(language.partition("-")[0])
    telling = set(_WORD.findall(text[:_TEXT].lower())) - common
    return f"{sentence}." if last.lower() in telling else ""


def _plain(text: str) -> str:
    """Return a text's letters and digits: "The Ferry, no. 2" → theferryno2."""
    return _PLAIN.sub("", text).lower()
