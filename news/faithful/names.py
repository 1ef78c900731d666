"""Find names of people, places and organisations in a sentence, by the rules of its script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from news.faithful.claims import Claim
from news.faithful.lexicon import concepts, lexicon
from news.faithful.reading import Reading, Word, read
from news.language import detect
from news.numbers.tables import tables
from news.transliteration import FAMILY_NAMES
from news.words import STOP, fold

# Chinese follows a Latin name without a blank: AI实验室.
_LETTERS = r"(?:[^\W\u3040-\u30ff\u3400-\u9fff]|[’'-])"
_CAPITALS = re.compile(
    rf"[A-ZÀ-ÞŐŠŽА-ЯЁ]{_LETTERS}*(?:(?:[ \u00a0]|-)(?:(?:von|van|de|del|la|le|al|bin|der|den|du)[ ])?[A-ZÀ-ÞŐŠŽА-ЯЁ]{_LETTERS}*)*"
)
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_FULL_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")
_MARK = re.compile(r"[，。：；、！？“”\s]")
_TITLED_JA = re.compile(
    r"([\u4e00-\u9fff々]{2,4}|[\u30a1-\u30ffー・]{2,})(?=[市町村区]長|知事|議員|代表|首相|大臣|社長|会長|[局部課所館園院校学]長|組合長|理事長|総裁|長官|氏|さん|選手|監督|教授|被告|容疑者)"
)
_PLACE_JA = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}[市町村県区](?!長)"
)
_TITLE_ENDS_JA = re.compile(r"(?:市民団体|団体|野党|与党|会社|企業|の)")
# Names of a sentence that are compared, so that a list of names costs no more;
# a claim with so many is dropped.
MOST_NAMES = 16
_PERSON_TAGS = ("nr", "ns", "nt", "nz")
# Endings that English names seldom have and words often do.
_PLAIN_ENDING = re.compile(
    r"(?:s|ing|ed|ly|tion|ment|ness|ity|ive|al|ful|ous|able|ible|age|ance|ence)$"
)
_INITIAL = re.compile(r"(?:^|[.!?:«“\"„]\s*|[-–—]\s)$")
_POSSESSIVE = re.compile(r"['’]s?$")
# What the tagger calls names, and family names that it knows from no word.
_NAME_TAGS = frozenset({"nr", "nz"})
_CUT_TAGS = frozenset({"nr", "zg"})
# Characters of a Chinese given name at most.
_GIVEN_LENGTH = 2
# Endings of German words for what a person does: Tierpflegerin, Landrat.
_OCCUPATION_DE = re.compile(
    r"\w{4,}(?:er|erin|ist|istin|ent|entin|or|orin|rat|rätin|chef|chefin|"
    r"mann|frau|wart|wartin|vorstand)$"
)
# Words of a German name that may have its bearer's occupation in front.
_WITH_OCCUPATION = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a sentence writes it."""

    text: str
    start: int
    end: int
    # False where it may be a common word that has its capital for its place, or
    # a German noun.
    sure: bool = True

    @property
    def parts(self) -> list[str]:
        return [
            _POSSESSIVE.sub("", part)
            for part in re.split(r"[\s\u00a0]+", self.text)
            if part
        ]


LANGUAGES = ("en", "de", "fr", "es", "ru")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_KANA = re.compile(r"[\u3041-\u30fa]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_GERMAN = re.compile(
    r"[äöüß]|\b(?:der|die|das|und|nicht|ein|eine|einen|von|mit|den|dem|des|im|zu|zum|zur|am|an|auf|ab|um|es|"
    r"sie|sind|ist|war|wird|werden|wurde|hat|haben|bis|bei|aus|nach|für|vor|als|auch|sich|kein|keine|laut|dass|wie)\b",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"[èêàçœ]|\b(?:le|la|les|des|une|un|de|du|et|est|dans|pour|son|sa|ses|au|aux|ont|qui|que|sur|par|pas|ne|se|"
    r"selon|avec|sera|y|sont|ce|cette|il|elle|[ldnscj](?=['’]))\b",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"[ñáíóú¿¡]|\b(?:el|los|la|las|del|una|un|y|es|en|por|con|al|no|ha|han|que|se|su|sus|desde|para|lo|le|"
    r"como|más|según|de|fue|son|este|esta)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|was|were|be|been|for|that|by|on|with|said|says|will|would|could|may|has|have|had|"
    r"from|at|an|are|it|its|his|her|their|not|no|who|which|after|about|than|but|or|as|they|he|she|did|does|this)\b",
    re.IGNORECASE,
)


_COMMONEST = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}


@lru_cache(maxsize=2048)
def language_of(text: str, likely: str = "") -> str:
    """Name the language whose rules a sentence is read by, from its script and commonest words.

    `likely` is the language of the text that it belongs to; a short sentence is of that one where
    its words allow it.
    """
    script = _language_of_script(text)
    if script:
        return script
    counts = {
        language: len(words.findall(text))
        for language, words in _COMMONEST.items()
    }
    best = max(counts.values())
    leading = [language for language, count in counts.items() if count == best]
    if _may_be(likely, counts, leading):
        return likely
    if len(leading) == 1:
        return leading[0]
    detected = detect(text, tuple(leading)) if best or len(text) > 20 else "en"
    return detected if detected in LANGUAGES else "en"


def _may_be(
    likely: str, counts: Mapping[str, int], leading: Sequence[str]
) -> bool:
    """Return whether a text's commonest words allow the likely language."""
    best = counts[leading[0]]
    # Without any such word nothing speaks against it.
    if likely not in counts or best == 0:
        return likely in counts
    # A word that two languages share, "an", tells neither.
    shared = likely in leading and len(leading) > 1
    return not shared and counts[likely] >= max(best - 1, 1)


def _language_of_script(text: str) -> str:
    """Return the language that a text's letters tell; empty for Latin ones."""
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    letters = max(len(text) - text.count(" "), 1)
    if (han + kana) * 5 > letters:
        return "ja" if kana * 8 > han else "zh"
    return "ru" if len(_CYRILLIC.findall(text)) * 3 > letters else ""


def is_written_in(text: str, locale: str) -> bool:
    """Return whether a text is of an interface's language.

    Simplified and traditional Chinese are one.
    """
    return language_of(text, locale[:2]) == locale[:2]


def names(text: str) -> list[str]:
    """Return the names in a sentence, as written."""
    return [name.text for name in find_names(read(text, language_of(text)))]


def claim_names(claim: Claim, reading: Reading) -> list[Name]:
    """Return the names in a claim, those too that it says it put into another script."""
    declared = [
        Name(said, match.start(), match.end())
        for said in claim.names or {}
        if said
        for match in re.finditer(re.escape(said), reading.raw)
    ]
    listed = [*declared]
    for name in find_names(reading):
        if not any(
            one.start < name.end and name.start < one.end for one in listed
        ):
            listed.append(name)
    return sorted(listed, key=lambda name: name.start)


def find_names(reading: Reading) -> list[Name]:
    """Return the names in a sentence with their places."""
    return list(_found(reading))


@lru_cache(maxsize=1024)
def _found(reading: Reading) -> tuple[Name, ...]:
    """Find the names once: a dozen checks ask for them."""
    listed = list(_capitals(reading))
    if reading.language == "zh":
        listed += _chinese(reading)
    elif reading.language == "ja":
        listed += _japanese(reading)
    return tuple(sorted(listed, key=lambda name: name.start)[:MOST_NAMES])


def is_common(word: str, language: str) -> bool:
    """Return whether a capitalised word is none of a name: a title,
    a month, a weekday, a word of the lexicon.

    A word that only begins like one of the lexicon's may be a name (Robles begins like Spanish
    robar).
    """
    plain = fold(_POSSESSIVE.sub("", word))
    if language == "de":
        # The last part of a compound says what it is: CDU-Fraktionschef.
        plain = plain.rsplit("-", 1)[-1]
    if (
        plain in STOP
        or plain in tables().months
        or plain in tables().units
        or plain in tables().words
    ):
        return True
    known = lexicon(language)
    if known.listed(plain) or plain in tables().scales:
        return True
    return not known.labels(plain).isdisjoint(concepts().titles)


def _capitals(reading: Reading) -> Iterator[Name]:
    """Yield runs of capitalised words, common words at their ends cut off."""
    language = reading.language if reading.language in LANGUAGES else "en"
    for match in _CAPITALS.finditer(reading.raw):
        words = list(re.finditer(r"[^\s\u00a0]+", match.group()))
        while words and is_common(words[0].group(), language):
            words = words[1:]
        while words and is_common(words[-1].group(), language):
            words = words[:-1]
        if language == "de" and _begins_with_occupation(words):
            words = words[1:]
        if not words:
            continue
        start, end = (
            match.start() + words[0].start(),
            match.start() + words[-1].end(),
        )
        text = _POSSESSIVE.sub("", reading.raw[start:end].rstrip("-"))
        if len(text) > 1:
            yield Name(
                text, start, end, _is_sure(reading, text, start, match.start())
            )


def _begins_with_occupation(words: list[re.Match[str]]) -> bool:
    """Return whether a German name has an occupation in front: Tierpflegerin Ina Lohr."""
    if len(words) < _WITH_OCCUPATION:
        return False
    return _OCCUPATION_DE.fullmatch(words[0].group()) is not None


def _is_sure(reading: Reading, text: str, start: int, run: int) -> bool:
    """Return whether a capitalised word can't be a common one."""
    several = " " in text
    if reading.language == "de":
        return several or _after_title(reading, start)
    first = start == run and bool(_INITIAL.search(reading.raw[:start][-3:]))
    if not first or several:
        return True
    return reading.language == "en" and not _PLAIN_ENDING.search(text)


def _after_title(reading: Reading, start: int) -> bool:
    """Return whether a title stands before a place: Landrat Brandis."""
    before = [word for word in reading.words if word.end <= start]
    return bool(before) and not before[-1].concepts.isdisjoint(
        concepts().titles
    )


def _chinese(reading: Reading) -> Iterator[Name]:
    import rjieba  # noqa: PLC0415 - its tables take a moment to load

    dotted = [
        _without_words(reading, *match.span())
        for match in _DOTTED.finditer(reading.raw)
    ]
    dotted += _after_titles(reading, dotted)
    numbered = [(number.start, number.end + 3) for number in reading.quantities]
    yield from (
        Name(reading.raw[start:end], start, end) for start, end in dotted
    )
    tagged = _with_family_names(rjieba.tag(reading.raw))
    for word, tag, start in _joined(tagged):
        covered = any(low <= start < high for low, high in [*dotted, *numbered])
        if (
            tag[:2] in _PERSON_TAGS
            and len(word) > 1
            and not covered
            and not is_common(word, "zh")
        ):
            # A wrongly cut word is called a person's name as often: a real one
            # begins with a family name.
            cut = tag == "nr" and word[0] not in FAMILY_NAMES
            yield Name(
                word, start, start + len(word), tag[:2] != "nz" and not cut
            )


def _after_titles(
    reading: Reading, taken: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the places of names behind titles, which the tagger often cuts: 市长杜明远表示."""
    known = concepts().titles
    places = []
    for title, following in pairwise(_labelled(reading)):
        start, end = title.end, following.start
        name = reading.raw[start:end]
        if (
            title.concepts & known
            and _FULL_NAME.fullmatch(name)
            and name[0] in FAMILY_NAMES
        ):
            places.append((start, end))
    return [place for place in places if place not in taken]


def _labelled(reading: Reading) -> list[Word]:
    """Return the words with labels, and a last one of no width at each mark and at the end."""
    marks = [
        Word("", match.start(), match.start())
        for match in _MARK.finditer(reading.raw)
    ]
    end = len(reading.raw)
    labelled = [word for word in reading.words if word.labels]
    return sorted(
        [*labelled, *marks, Word("", end, end)], key=lambda word: word.start
    )


def _with_family_names(
    tagged: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Yield words with their tags; a family name that was cut from its given name is a person's."""
    behind_family = False
    for (word, tag), (following, next_tag) in pairwise([*tagged, ("", "")]):
        given = next_tag[:2] in _NAME_TAGS and len(following) <= _GIVEN_LENGTH
        is_family = given and tag[:2] in _CUT_TAGS and word in FAMILY_NAMES
        yield word, "nr" if is_family or behind_family else tag
        behind_family = is_family


def _joined(
    tagged: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, str, int]]:
    """Yield (word, tag, place); a family name and the given name behind it become one word."""
    waiting, place = "", 0
    for word, tag in tagged:
        if (waiting and tag[:2] != "nr") or (waiting and len(waiting) > 1):
            yield waiting, "nr", place - len(waiting)
            waiting = ""
        place += len(word)
        if tag[:2] == "nr":
            waiting += word
        else:
            yield word, tag, place - len(word)
    if waiting:
        yield waiting, "nr", place - len(waiting)


def _without_words(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Cut a title from a transcribed name's beginning and a verb from its end: 市长克拉拉·本森说."""
    for word in reading.words:
        if word.labels and word.start == start and word.end - start > 1:
            start = word.end
    for word in reversed(reading.words):
        if word.labels and word.end == end:
            end = word.start
    return start, end


def _japanese(reading: Reading) -> Iterator[Name]:
    for match in _TITLED_JA.finditer(reading.raw):
        cuts = [cut.end() for cut in _TITLE_ENDS_JA.finditer(match.group())]
        start = match.start() + max(cuts, default=0)
        if start < match.end():
            yield Name(reading.raw[start : match.end()], start, match.end())
    for match in _PLACE_JA.finditer(reading.raw):
        yield Name(match.group(), match.start(), match.end())
