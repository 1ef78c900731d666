"""Recognise sentences that refer back to a person, thing or reason named before. The words
are in `references.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from news.summarise.antecedents import lacks_antecedent
from news.summarise.background import is_background
from news.summarise.continued_speech import goes_on_speaking
from news.summarise.han_references import (
    han_points_back,
    han_refers_twice,
    lacks_han_speaker,
)
from news.summarise.long_ago import was_long_ago
from news.summarise.marked import MarkedPattern, holds_any
from news.summarise.reference_words import (
    References,
    is_han,
    main_language,
    references_of,
)

# Characters at a sentence's start that are looked at.
_OPENING = 60
# Words within which a verb of saying makes a pronoun its speaker: "He also
# later said".
_SPEECH_WORDS = 4
# Characters at a sentence's end that may name its speaker: "…, she said.".
_TRAILING = 40
_MARKS = " .,:;!?\"'“”„«»‘’()—–-"
# Few words between two commas; the second comma may open the next such words.
_BETWEEN = re.compile(r", ([^,.;:]{3,24})(?=,)")
# What stands with a verb of saying: a-t-il dit, ha detto.
_AUXILIARIES = frozenset(("a", "t", "ha", "hat", "has", "had", "so"))
# Characters of a sentence in which somebody is heard who speaks of himself.
_VOICE = 300
# Words at its start that may be a phrase of such a person.
_CHATTY_WORDS = 4
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]?")
# What only looks like a pronoun: US, IT, and the number of World War I.
# The pattern begins with what is rare, for all sentences are searched.
_NAMES = re.compile(r"[A-Z](?:(?<!\w.)[A-Z]+\b|(?<=\s.)[a-z]+ I\b)", re.DOTALL)
# Words behind the first in which an inner link stands: the firm also said.
_INNER_WORDS = 5
# Words among which a link is looked for, and the one behind the last.
_LINK_WORDS = _INNER_WORDS + 2
# Characters at a sentence's start in which these and the like point back.
_POINTING = 140
# Somebody who is named by an age alone, where every noun has a capital.
_AGED = MarkedPattern(
    ("-Jährige",),
    re.compile(r"\b(?:[Dd](?:er|ie|en|em|es)) \d{1,3}-Jährigen?\b"),
)
# Words behind a preposition within which a pronoun is the subject.
_PHRASE_WORDS = 7
# Words within which it is so without a comma.
_NEAR = 3
# Languages that write each noun with a capital, and the words of a sentence in
# which a pronoun is looked for there.
_CAPITAL_NOUNS = ("de", "lb")
_FEW_WORDS = 5
# Words that set somebody beside the subject.
_COMPARING = frozenset(("like", "unlike", "comme", "como", "come", "als"))
# A sentence that may say nothing beside its pointers: short, and without a figure.
_HOLLOW = re.compile(r"\D{1,80}")
# What a Chinese "our" belongs to where an office speaks of itself: 我国, 我院.
_OUR = frozenset(
    "国國市省县縣区區校院军軍党黨馆館司局州会會社方行店厂廠部队隊镇鎮乡鄉村"
)


def points_back(sentence: str, language: str) -> bool:
    """Return whether a sentence opens with a pronoun or a link to the one before: "They left", "But
    the mayor", "The firm also said"; not "This week".
    """
    if lacks_antecedent(sentence, main_language(language)):
        return True
    known = references_of(language)
    if is_han(language):
        opening = sentence[:_OPENING].lstrip(_MARKS + "「『…")
        return han_points_back(opening, language)
    shown = sentence[:_OPENING].replace("\xa0", " ").lstrip(_MARKS)
    if not shown.strip():
        return False
    return (
        _opens_with_link(shown, known)
        or _names_nobody(shown, known)
        or _points_inside(sentence[:_POINTING], known)
        or _means_somebody(shown, main_language(language), known)
    )


def _opens_with_link(opening: str, known: References) -> bool:
    """Tell whether a pronoun or a link stands among the first words: "That's why", "In
    addition"; not "This week", nor "IT workers".
    """
    low = _NAMES.sub("_", opening).lower().replace("’", "'")
    # That's, it’s: the pronoun counts without what was drawn to it.
    words = [
        word.strip(_MARKS).partition("'")[0]
        for word in low.split(None, _LINK_WORDS)[:_LINK_WORDS]
    ]
    if low.startswith(known.phrases):
        return True
    if words[0] in known.pronouns:
        return words[:2][-1] not in known.times
    return words[0] in known.links or _links_inside(words, known)


def _links_inside(words: list[str], known: References) -> bool:
    """Tell whether a link stands behind the first word: of this method; not: this year.

    It may be the last word of a sentence, so that an empty one stands behind.
    """
    inner = [*words[1:], ""][: _INNER_WORDS + 1]
    return _has_pointer(inner, known.inner, known)


def _points_inside(opening: str, known: References) -> bool:
    """Tell whether a word further in points at what was told: "people who make these treats"; not:
    these days.
    """
    if _AGED.is_in(opening):
        return True
    low = opening.lower()
    # Of most sentences no word needs to be looked at.
    if not holds_any(low, known.pointing):
        return False
    return _has_pointer(_bare(low.split()), known.pointing, known)


def _bare(words: Iterable[str]) -> list[str]:
    """Return words without the marks around them: “rain,” he said → rain, he, said."""
    return [word.strip(_MARKS) for word in words]


def _has_pointer(
    words: Iterable[str], pointers: frozenset[str], known: References
) -> bool:
    """Tell whether one of the words points back, and not at a time: this bridge; not: this year.

    The last one is read only as what stands behind a pointer.
    """
    return any(
        word in pointers and behind not in known.times
        for word, behind in pairwise(words)
    )


def _names_nobody(opening: str, known: References) -> bool:
    """Tell whether a preposition's phrase is followed by a pronoun as the subject, and
    names nobody: "In the interview, she said", "В интервью она сказала".

    A phrase that compares ("Like many others, they …") names somebody else than the subject.
    """
    words = opening.split()[: _PHRASE_WORDS + 1]
    first = words[0].strip(_MARKS).lower()
    if first not in known.openers:
        return False
    for place, (before, word) in enumerate(pairwise(words), 1):
        # "In tests, researchers found they …" has its subject before.
        parted = place <= _NEAR or before.endswith(",")
        if parted and word.strip(_MARKS).lower() in known.persons:
            return True
        if word[:1].isupper() and first not in _COMPARING:
            return False
    return False


def _means_somebody(opening: str, language: str, known: References) -> bool:
    """Tell whether a pronoun stands behind a preposition, and no name before it: "A fence stands
    between them", "Der Weg zu ihm"; not: "A boat took Roe with them".
    """
    # Of most sentences no word needs to be looked at.
    if not holds_any(opening.lower(), known.objects):
        return False
    words = opening.split()
    # German writes each noun with a capital: only the first words tell.
    nouns = language in _CAPITAL_NOUNS
    for before, word in pairwise(words[: _FEW_WORDS if nouns else len(words)]):
        behind = before.lower() in known.openers
        if behind and word.strip(_MARKS).lower() in known.objects:
            return True
        if word[:1].isupper() and not nouns:
            return False
    return False


def is_chatty(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens as somebody who speaks of himself or to the reader: "I went",
    "Imagine that"; not: “I went”, he said, nor 我国.
    """
    known = references_of(language)
    if is_han(language):
        return sentence.startswith(known.chatty) and sentence[1:2] not in _OUR
    # What is quoted is said by somebody who is named.
    unquoted = _QUOTED.sub(" ", sentence[:_VOICE])
    low = unquoted.lower().replace("’", "'")
    # We're: the pronoun counts without what was drawn to it.
    words = _bare(low.replace("'", " ").split())
    # Most sentences have no such word.
    if not known.first.isdisjoint(words) and _means_itself(unquoted, known):
        return True
    opening = " ".join(_bare(low.split(None, _CHATTY_WORDS)[:_CHATTY_WORDS]))
    opens = unquoted[:1] == sentence[:1]
    return opens and opening.startswith(known.chatty_words)


def _means_itself(text: str, known: References) -> bool:
    """Tell whether a word of a text means its speaker; not the US, nor World War I."""
    bare = _NAMES.sub("_", text).lower().replace("’", " ").replace("'", " ")
    return not known.first.isdisjoint(_bare(bare.split()))


def sets_scene(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with what was so long before the news: "For years …", "A month
    ago …".
    """
    known = references_of(language)
    opening = sentence[:_OPENING].lower().lstrip(_MARKS)
    main = main_language(language)
    if was_long_ago(opening, main) or is_background(opening, main):
        return True
    if is_han(language):
        return opening.startswith(known.scenes)
    # "Früher" is a scene's, "früheren" is not.
    scenes = filter(opening.startswith, known.scenes)
    behind = (opening[len(scene) :][:1] for scene in scenes)
    # Most open with none of them.
    return opening.startswith(known.scenes) and not all(
        map(str.isalpha, behind)
    )


def lacks_speaker(sentence: str, language: str) -> bool:
    """Return whether a sentence reports what a pronoun said: "He said that …", "…, she added."."""
    known = references_of(language)
    if goes_on_speaking(sentence, main_language(language)):
        return True
    if is_han(language):
        return sentence.startswith(known.credits) or lacks_han_speaker(
            sentence, language
        )
    low = sentence.lower().replace("\xa0", " ")
    return (
        holds_any(low, known.credits)
        or _opens_with_speaker(low[:_OPENING], known)
        or _ends_with_pronoun(sentence, known)
        or _speaks_between(low[:_POINTING], known)
    )


def refers_twice(sentence: str, language: str) -> bool:
    """Tell whether a sentence that points back does so twice, and tells no name or figure: "Such a
    decision was taken after this"; not: "This bridge cost him 4 million".
    """
    if not _HOLLOW.fullmatch(sentence):
        return False
    if is_han(language):
        return han_refers_twice(sentence, language)
    known = references_of(language)
    words = _bare(sentence.split())
    names = [*filter(str.istitle, words[1:])]
    nameless = not names or language.startswith(_CAPITAL_NOUNS)
    return (
        nameless
        and sum(map(known.pointers.__contains__, map(str.lower, words))) > 1
    )


def _opens_with_speaker(opening: str, known: References) -> bool:
    """Tell whether a sentence opens with a pronoun that says something: "He also said"."""
    words = _bare(opening.split()[:_SPEECH_WORDS])
    says = not known.speech.isdisjoint(words[1:])
    return says and words[0] in known.pronouns


def _speaks_between(opening: str, known: References) -> bool:
    """Tell whether a verb of saying stands between two commas, with a pronoun or alone:
    "The plan, he said, …", "El plan, dijo, …"; not: "The plan, the mayor said, …".
    """
    return any(
        not known.speech.isdisjoint(words)
        and words <= known.speech | known.pronouns | _AUXILIARIES
        for words in map(_parts, _BETWEEN.findall(opening))
    )


def _parts(phrase: str) -> set[str]:
    """Return the words of a phrase: a-t-il dit → a, t, il, dit."""
    return set(phrase.replace("-", " ").split())


def _ends_with_pronoun(sentence: str, known: References) -> bool:
    """Return whether the last two words are a verb of saying and a pronoun, in either order: "The
    road is closed, he said.", "…, a-t-il dit."; not: "… he said on Monday.".
    """
    last = sentence[-_TRAILING:].lower().split()[-2:]
    words = _parts(" ".join(_bare(last)))
    return bool(words & known.speech) and bool(words & known.pronouns)
