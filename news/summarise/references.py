"""Recognise sentences that refer back to a person, thing or reason named before. The words
are in `references.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from news.summarise.antecedents import lacks_antecedent
from news.summarise.long_ago import was_long_ago
from news.toml_tables import read_table

# Characters at a sentence's start that are looked at.
_OPENING = 60
# Words within which a verb of saying makes a pronoun its speaker: "He also
# later said".
_SPEECH_WORDS = 4
# Characters at a sentence's end that may name its speaker: "…, she said.".
_TRAILING = 40
_MARKS = " .,:;!?\"'“”„«»‘’()—–-"
_COMMA = re.compile(r"[\w ]{1,20}, (\w+),")
_HAN_CLAUSE = re.compile(r"[，。：:、「“]")
# A time, or another few words, before the pronoun that opens a sentence.
_HAN_TIME = re.compile(r"[^，。：“「]{1,10}[，,](?=[他她它])")
# Characters of a Chinese sentence in which a word points back.
_HAN_INNER = 30
# Characters behind a Chinese pronoun in which its verb stands.
_HAN_VERB = 12
# Characters of a sentence in which somebody is heard who speaks of himself.
_VOICE = 300
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]?")
# Words behind the first in which an inner link stands: the firm also said.
_INNER_WORDS = 5
# Characters at a sentence's start in which these and the like point back.
_POINTING = 140
# Somebody who is named by an age alone, where every noun has a capital.
_AGED = re.compile(r"\b(?:[Dd](?:er|ie|en|em|es)) \d{1,3}-Jährigen?\b")
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
# What a Chinese "our" belongs to where an office speaks of itself: 我国, 我院.
_OUR = frozenset(
    "国國市省县縣区區校院军軍党黨馆館司局州会會社方行店厂廠部队隊镇鎮乡鄉村"
)
# Entries of a language that are words, and those that are phrases.
_WORDS = ("pronouns", "times", "speech", "first", "inner", "pointing", "persons", "objects", "openers")  # fmt: skip
_PHRASES = ("chatty", "credits", "scenes", "loose", "parted")
# A single character may be the start of a longer word that points at nothing.
_WHOLE_WORDS = (
    "其他", "其它", "其余", "那曲", "也门", "又一", "还是", "还款", "并购", "并州", "而立", "同学", "同比", "同济", "同仁", "这一年", "此次", "今", "该国",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class References:
    """The words that open a sentence which depends on another, in one language."""

    pronouns: frozenset[str]
    links: frozenset[str]
    # Links of several words.
    phrases: tuple[str, ...]
    times: frozenset[str]
    speech: frozenset[str]
    # Words of somebody who speaks of himself or to the reader.
    chatty: tuple[str, ...]
    # The same as whole words at a sentence's start.
    chatty_words: tuple[str, ...]
    # Of these the ones that tell it at any place.
    first: frozenset[str]
    # Links that stand behind the first words: the firm also said.
    inner: frozenset[str]
    # Words that point back at any place of a sentence's start: these.
    pointing: frozenset[str]
    # Pronouns that stand as a subject.
    persons: frozenset[str]
    # Pronouns behind a preposition: between them.
    objects: frozenset[str]
    # Prepositions behind which a subject's pronoun names nobody.
    openers: frozenset[str]
    # Phrases that name a speaker by a pronoun alone: according to him.
    credits: tuple[str, ...]
    # Phrases that tell what was so long before: for years.
    scenes: tuple[str, ...]
    # Links that a sentence may lose, and those of them that need a comma.
    loose: tuple[str, ...]
    parted: tuple[str, ...]


def points_back(sentence: str, language: str) -> bool:
    """Return whether a sentence opens with a pronoun or a link to the one before: "They left", "But
    the mayor", "The firm also said"; not "This week".
    """
    if lacks_antecedent(sentence, _main(language)):
        return True
    known = references_of(language)
    if is_han(language):
        opening = sentence[:_OPENING].lstrip(_MARKS + "「『…")
        return _han_points_back(opening, known)
    shown = sentence[:_OPENING].replace("\xa0", " ").lstrip(_MARKS)
    if not shown:
        return False
    return (
        _opens_with_link(shown.lower(), known)
        or _names_nobody(shown, known)
        or _points_inside(sentence[:_POINTING], known)
        or _means_somebody(shown, _main(language), known)
    )


def _opens_with_link(opening: str, known: References) -> bool:
    """Tell whether a pronoun or a link stands among the first words: "That's why", "In addition"; not
    "This week".
    """
    # That's, it’s: the pronoun counts without what was drawn to it.
    words = [
        word.strip(_MARKS).replace("’", "'").split("'")[0]
        for word in opening.split()[: _INNER_WORDS + 1]
    ]
    if opening.startswith(known.phrases):
        return True
    if words[0] in known.pronouns:
        return words[:2][-1] not in known.times
    return words[0] in known.links or _links_inside(words, known)


def _han_points_back(opening: str, known: References) -> bool:
    """Tell whether a Chinese or Japanese sentence opens with a pronoun or a link, or explains soon
    what stood before: 一方面这说明….
    """
    dependent = known.pronouns | known.links
    if _han_opener(_behind_time(opening), dependent):
        return True
    return any(word in opening[:_HAN_INNER] for word in known.inner)


def _links_inside(words: list[str], known: References) -> bool:
    """Tell whether a link stands behind the first word: of this method; not: this year."""
    return _has_pointer((*words[1:], ""), known.inner, known)


def _points_inside(opening: str, known: References) -> bool:
    """Tell whether a word further in points at what was told: "people who make these treats"; not:
    these days.
    """
    if "-Jährige" in opening and _AGED.search(opening):
        return True
    low = opening.lower()
    # Of most sentences no word needs to be looked at.
    if not any(word in low for word in known.pointing):
        return False
    words = [word.strip(_MARKS) for word in low.split()]
    return _has_pointer(words, known.pointing, known)


def _has_pointer(
    words: Iterable[str], pointers: frozenset[str], known: References
) -> bool:
    """Tell whether one of the words points back, and not at a time: this, but not this year."""
    return any(
        word in pointers and behind not in known.times
        for word, behind in pairwise(words)
    )


def _names_nobody(opening: str, known: References) -> bool:
    """Tell whether a preposition's phrase is followed by a pronoun as the subject, and names nobody:
    "In the interview, she said", "В интервью она сказала".

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
    """Tell whether a pronoun stands behind a preposition, and no name before it: "between them", "zu
    ihm".
    """
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
    words = [word.strip(_MARKS) for word in low.replace("'", " ").split()]
    if not known.first.isdisjoint(words):
        return True
    opening = " ".join(word.strip(_MARKS) for word in low.split()[:4])
    opens = unquoted[:1] == sentence[:1]
    return opens and opening.startswith(known.chatty_words)


def sets_scene(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with what was so long before the news: "For years …", "A month
    ago …".
    """
    known = references_of(language)
    opening = sentence[:_OPENING].lower().lstrip(_MARKS)
    if was_long_ago(opening, _main(language)):
        return True
    if not opening.startswith(known.scenes):
        return False
    letters = (
        opening[len(scene) :][:1]
        for scene in known.scenes
        if opening.startswith(scene)
    )
    # "Früher" is a scene's, "früheren" is not; Han words need no end.
    return any(is_han(language) or not letter.isalpha() for letter in letters)


def lacks_speaker(sentence: str, language: str) -> bool:
    """Return whether a sentence reports what a pronoun said: "He said that …", "…, she added."."""
    known = references_of(language)
    if is_han(language):
        return sentence.startswith(known.credits) or _lacks_han_speaker(
            sentence, known
        )
    low = sentence.lower().replace("\xa0", " ")
    return (
        any(phrase in low for phrase in known.credits)
        or _opens_with_speaker(low[:_OPENING], known)
        or _ends_with_pronoun(sentence, known)
    )


def _opens_with_speaker(opening: str, known: References) -> bool:
    """Tell whether a sentence opens with a pronoun that says something: "He also said"; or with a
    verb of saying between commas that has no speaker beside it: "Esto, dijo, …".
    """
    first, *behind = [word.strip(_MARKS) for word in opening.split()] or [""]
    says = not known.speech.isdisjoint(behind[: _SPEECH_WORDS - 1])
    if says and first in known.pronouns:
        return True
    between = _COMMA.match(opening)
    return between is not None and between.group(1) in known.speech


def _ends_with_pronoun(sentence: str, known: References) -> bool:
    """Return whether the last two words are a verb of saying and a pronoun, in either order."""
    last = sentence[-_TRAILING:].lower().split()[-2:]
    words = {word.strip(_MARKS) for word in last}
    return bool(words & known.speech) and bool(words & known.pronouns)


def _behind_time(opening: str) -> str:
    """Return a text behind a few words and a comma before a person's pronoun: 最近，他…."""
    time = _HAN_TIME.match(opening)
    return opening[time.end() :] if time else opening


def _lacks_han_speaker(sentence: str, known: References) -> bool:
    """Return whether a Chinese or Japanese sentence opens with a pronoun that says something."""
    pronoun = _han_opener(sentence, known.pronouns)
    if not pronoun:
        return False
    rest = sentence[len(pronoun) :]
    clause = _HAN_CLAUSE.split(rest, maxsplit=1)[0][:_HAN_VERB]
    if any(verb in clause for verb in known.speech):
        return True
    return sentence.rstrip("。！」”").endswith(tuple(known.speech))


def _han_opener(opening: str, words: frozenset[str]) -> str:
    """Return the longest of the words that a text opens with; empty for none."""
    if opening.startswith(_WHOLE_WORDS):
        return ""
    return next(
        (word for word in _longest_first(words) if opening.startswith(word)), ""
    )


@lru_cache(maxsize=256)
def _longest_first(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _main(language: str) -> str:
    return language.partition("-")[0] or "en"


def is_han(language: str) -> bool:
    """Tell a language that writes no blanks between Han characters."""
    return language.startswith(("zh", "ja"))


def references_of(language: str) -> References:
    """Return the words of a language, or of English where it has none."""
    return _read_section(_main(language))


@lru_cache(maxsize=256)
def _read_section(name: str) -> References:
    table = _table()
    section = table.get(name, table["en"])
    words = {key: frozenset(section.get(key, "").split()) for key in _WORDS}
    chatty, credits, scenes, loose, parted = (
        _phrases(section.get(key, "")) for key in _PHRASES
    )
    links = section["links"].split()
    return References(
        links=frozenset(word for word in links if "-" not in word),
        phrases=_whole_phrases(word for word in links if "-" in word),
        chatty=chatty,
        chatty_words=tuple(f"{phrase} " for phrase in chatty),
        credits=credits,
        scenes=scenes,
        loose=loose,
        parted=parted,
        **words,
    )


def _whole_phrases(written: Iterable[str]) -> tuple[str, ...]:
    """Return phrases with what may follow them: "der war" does not open "der warme Sommer"."""
    phrases = _phrases(" ".join(written))
    return tuple(f"{phrase}{end}" for phrase in phrases for end in " ,:")


def _phrases(listed: str) -> tuple[str, ...]:
    """Read phrases that are parted by spaces and have hyphens for their own."""
    return tuple(phrase.replace("-", " ") for phrase in listed.split())


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_table(files("news.summarise") / "references.toml")
