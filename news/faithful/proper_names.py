"""Find names of people, places and organisations in a sentence, by the rules of its script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from news.faithful.chinese_names import chinese_names
from news.faithful.claims import Claim
from news.faithful.concept_lexicon import EAST, concepts, lexicon
from news.faithful.sentence_language import language_of
from news.faithful.sentence_reading import Reading, read
from news.faithful.spans import before
from news.faithful.word import labels_of
from news.numbers.number_tables import tables
from news.words import STOP, fold, without_possessive

# Chinese follows a Latin name without a blank: AI实验室.
_LETTERS = r"(?:[^\W\u3040-\u30ff\u3400-\u9fff]|[’'-])"
_CAPITALISED = rf"[A-ZÀ-ÞŐŠŽА-ЯЁІЇЄҐ]{_LETTERS}*"
_PARTICLE = r"(?:von|van|de|del|la|le|al|bin|der|den|du)[ ]"
_CAPITALS = re.compile(
    rf"{_CAPITALISED}(?:(?:[ \u00a0]|-)(?:{_PARTICLE})?{_CAPITALISED})*"
)
_WORD = re.compile(r"\S+")
_TITLED_JA = re.compile(
    r"([\u4e00-\u9fff々]{2,4}|[\u30a1-\u30ffー・]{2,})(?=[市町村区]長|知事|[都道府県市町村区]?議|代表|首相|大臣|"
    r"社長|会長|[局部課所館園院校学]長|組合長|理事長|総裁|長官|氏|さん|選手|監督|教授|被告|容疑者)"
)
_PLACE_JA = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}[市町村県区](?![長議])"
)
# What may stand before a titled name without being of it: 市民団体の田中代表.
_BEFORE_NAME_JA = re.compile(
    r".*(?:市民団体|団体|野党|与党|会社|企業|の)", re.DOTALL
)
# Names of a sentence that are compared, so that a list of names costs no more;
# a claim with so many is dropped.
MOST_NAMES = 16
# Endings that English names seldom have and words often do.
_PLAIN_ENDING = re.compile(
    r"(?:s|ing|ed|ly|tion|ment|ness|ity|ive|al|ful|ous|able|ible|age|ance|"
    r"ence)$"
)
# What stands before German nouns that are counted: 86.000 Dosen Babymilch.
_COUNTED_DE = re.compile(r"(?:\d|\b(?:tausend|Millionen|Milliarden))\s$")
# What a sentence or quotation begins behind, and the characters it needs.
_INITIAL = re.compile(r"(?:^|[.!?:«“\"„]\s*|[-–—]\s)$")
_INITIAL_LENGTH = 3
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
        """Its words, without the English possessive.

        "Lena Ortiz's" → Lena, Ortiz.
        """
        return list(map(without_possessive, self.text.split()))

    @property
    def folded(self) -> tuple[str, ...]:
        """Its words as they are compared: "Lena Ortiz's" → lena, ortiz."""
        return tuple(map(fold, self.parts))

    def overlaps(self, other: Name) -> bool:
        """Return whether two names share a character of the sentence.

        东湖 and 湖队 do in 东湖队.
        """
        return self.start < other.end and other.start < self.end


def names(text: str) -> list[str]:
    """Return the names in a sentence, as written.

    "On Monday Mayor Lena Ortiz met Serra" → Lena Ortiz, Serra.
    """
    reading = read(text, language_of(text))
    return [name.text for name in find_names(reading)]


def claim_names(claim: Claim, reading: Reading) -> list[Name]:
    """Return the names in a claim, those too that it says it put into another script.

    A declared name stands for the names that are found within it: 克拉拉·本森, not
    its halves.
    """
    listed = list(_declared(claim, reading))
    for name in find_names(reading):
        if not any(map(name.overlaps, listed)):
            listed.append(name)
    return sorted(listed, key=lambda name: name.start)


def _declared(claim: Claim, reading: Reading) -> Iterator[Name]:
    """Yield the names that a claim says it put into another script.

    Each as often as the claim has it; an empty one says nothing.
    """
    for said in filter(None, claim.declared):
        for match in re.finditer(re.escape(said), reading.raw):
            yield Name(said, *match.span())


def sure_names(names: Iterable[Name]) -> list[Name]:
    """Return those of some names that can't be common words.

    "Volna" in "at Volna"; the "Building" of "Building stopped" may be a noun.
    """
    return [name for name in names if name.sure]


def find_names(reading: Reading) -> list[Name]:
    """Return the names in a sentence with their places."""
    return list(_found(reading))


@lru_cache(maxsize=1024)
def _found(reading: Reading) -> tuple[Name, ...]:
    """Find the names of a sentence once: a dozen checks ask for them.

    By their capitals in any language, for a Chinese sentence may name IBM; then by
    the rules of the script.
    """
    listed = list(_capitals(reading))
    if reading.language == "zh":
        listed += _chinese(reading)
    elif reading.language == "ja":
        listed += _japanese(reading)
    listed.sort(key=lambda name: name.start)
    return tuple(listed[:MOST_NAMES])


def is_common(word: str, language: str) -> bool:
    """Return whether a capitalised word is none of a name: a title,
    a month, a weekday, a word of the lexicon.

    "Mayor", "April", "The". A word that only begins like one of the lexicon's may be
    a name (Robles begins like Spanish robar).
    """
    plain = fold(without_possessive(word))
    if language == "de":
        # The last part of a compound says what it is: CDU-Fraktionschef.
        plain = plain.rsplit("-", 1)[-1]
    if plain in _common_words():
        return True
    known = lexicon(language)
    is_title = not known.labels(plain).isdisjoint(concepts().titles)
    return is_title or known.listed(plain)


@cache
def _common_words() -> frozenset[str]:
    """Return the small words of all languages, and those of months, units and numbers."""
    numbers = tables()
    return frozenset().union(
        STOP, numbers.months, numbers.units, numbers.words, numbers.scales
    )


def _capitals(reading: Reading) -> Iterator[Name]:
    """Yield runs of capitalised words, common words at their ends cut off.

    "On Monday Mayor Lena Ortiz's" → Lena Ortiz; "Bank-" of a German compound is
    "Bank".
    """
    # Latin names in Chinese and Japanese are mostly written as English ones.
    language = "en" if reading.language in EAST else reading.language
    for run in _CAPITALS.finditer(reading.raw):
        words = _without_common_ends(run, language)
        if not words:
            continue
        start = words[0].start()
        end = words[-1].end()
        written = reading.raw[start:end].rstrip("-")
        text = without_possessive(written)
        begins_run = start == run.start()
        sure = _is_sure(reading, text, start, begins_run=begins_run)
        if len(text) > 1:
            yield Name(text, start, end, sure)


def _without_common_ends(
    run: re.Match[str], language: str
) -> list[re.Match[str]]:
    """Return the words of a run from its first to its last that may be a name's.

    "On Monday Mayor Lena Ortiz" → Lena Ortiz; "University of Bern" keeps what is
    within. In German an occupation before a full name goes too.
    """
    words = list(_WORD.finditer(run.string, *run.span()))
    rare = [
        place
        for place, word in enumerate(words)
        if not is_common(word.group(), language)
    ]
    if not rare:
        return []
    kept = words[rare[0] : rare[-1] + 1]
    has_occupation = language == "de" and _begins_with_occupation(kept)
    return kept[1:] if has_occupation else kept


def _begins_with_occupation(words: list[re.Match[str]]) -> bool:
    """Return whether a German name has an occupation in front: Tierpflegerin Ina Lohr.

    "Schuster Lohr" may be a first and a last name, so two words are none.
    """
    if len(words) < _WITH_OCCUPATION:
        return False
    return _OCCUPATION_DE.fullmatch(words[0].group()) is not None


def _is_sure(
    reading: Reading, text: str, start: int, *, begins_run: bool
) -> bool:
    """Return whether a capitalised word can't be a common one.

    Several capitalised words in a row are a name. A German noun has a capital
    anywhere, so a single word needs a title before it. Elsewhere the first word of
    a sentence or quotation has one, unless it is an English word that ends as no
    common one does: "Volkan moved", but not "Building stopped".
    """
    if reading.language == "de" and _COUNTED_DE.search(reading.raw[:start]):
        return False
    if " " in text or _is_in_guillemets(reading, text, start):
        return True
    if reading.language == "de":
        return _is_behind_title(reading, start)
    text_before = reading.raw[:start][-_INITIAL_LENGTH:]
    if not begins_run or not _INITIAL.search(text_before):
        return True
    return reading.language == "en" and not _PLAIN_ENDING.search(text)


def _is_in_guillemets(reading: Reading, text: str, start: int) -> bool:
    """Return whether a word alone stands between the marks that Russian gives to names: «Волна»."""
    return reading.raw[max(start - 1, 0) :].startswith(f"«{text}»")


def _is_behind_title(reading: Reading, start: int) -> bool:
    """Return whether a title stands before a place: Landrat Brandis.

    It must be the word right before it.
    """
    last = before(reading.words, start)[-1:]
    return not concepts().titles.isdisjoint(labels_of(last))


def _chinese(reading: Reading) -> Iterator[Name]:
    """Yield the names of a Chinese sentence that are no words of the lexicon.

    市长陈立群 → 陈立群; 市长 is a word of the lexicon.
    """
    for start, end, sure in chinese_names(reading):
        text = reading.raw[start:end]
        if not is_common(text, "zh"):
            yield Name(text, start, end, sure)


def _japanese(reading: Reading) -> Iterator[Name]:
    """Yield what stands before a title, and places by their last character: 三原市.

    市民団体の田中代表 → 田中. Other Japanese names are not found: without blanks and
    capitals, nothing tells them from nouns.
    """
    for titled in _TITLED_JA.finditer(reading.raw):
        start, end = titled.span()
        bearer = _BEFORE_NAME_JA.match(reading.raw, start, end)
        if bearer:
            start = bearer.end()
        if start < end:
            yield Name(reading.raw[start:end], start, end)
    for place in _PLACE_JA.finditer(reading.raw):
        yield Name(place.group(), *place.span())
