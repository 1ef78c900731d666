"""Find exchanged roles by the small words that mark whom a deed concerns: "to", "against".

In Russian a noun's ending marks it, in German its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from news.faithful.concept_lexicon import SLAVIC, concepts
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, in_clause
from news.faithful.word import Word, saying, stems_of

# A number with the word that counts: 一家.
_COUNTED_ZH = re.compile(r"[一两几]\w")
# Words behind a mark within which its noun stands: to the mayor Ek.
_MARK_REACH = 3
# What one does to another or gives him, besides the deeds of all languages: "to whom" is said of
# each.
_GIVEN = frozenset(
    {
        "grant", "offer", "lend", "lend_work", "exempt", "order_to", "promise",
        "promise_", "hand_over", "supply", "donate", "pay_out", "aid", "refund_",
    }
)  # fmt: skip
_ARTICLE_DE = re.compile(
    r"\b(der|die|das|den|dem|des|ein|eine|einen|einem|einer)\s([A-ZÄÖÜ][\wäöüß-]+)",
    re.IGNORECASE,
)


def trades_marks(reading: Reading, source: Reading) -> bool:
    """Return whether two words have exchanged their order and the mark before them.

    "Ek talks to Moor" for "Moor talks to Ek", in each language that puts a
    small word before the one to whom it is done; in Russian both endings
    change instead.
    """
    if len(reading.marked(".passive")) != len(source.marked(".passive")):
        return False
    mine = _single_words(reading)
    theirs = _single_words(source)
    objects = _objects(reading)
    their_objects = _objects(source)
    shared = mine.keys() & theirs.keys()
    if reading.language in SLAVIC:
        shared = {
            key
            for key in shared
            if not _keeps_form(mine[key], reading, theirs[key], source)
        }
    # Who is acted on in one of the two sentences only.
    lowered = shared & (objects - their_objects)
    raised = shared & (their_objects - objects)
    return any(
        mine[doer].start < mine[noun].start
        and theirs[noun].start < theirs[doer].start
        for noun, doer in product(lowered, raised)
    )


def becomes_object(reading: Reading, source: Reading) -> bool:
    """Return whether a claim does to one what a sentence lets that one do.

    "Moor granted relief to the city" for "the city granted relief", though the sentence
    names nobody else.
    """
    mine = _single_words(reading)
    theirs = _single_words(source)
    lowered = _objects(reading) - _objects(source)
    acting = (theirs[key] for key in mine.keys() & theirs.keys() & lowered)
    return any(
        verb.key in mine
        and _stands_between(mine[verb.key], mine[noun.key], reading)
        for noun in acting
        for verb in _deeds_of(noun, source)
    )


def _deeds_of(noun: Word, source: Reading) -> list[Word]:
    """Return the word right behind a noun where it may be what the noun does: "granted"."""
    clause = in_clause(source.content, noun.clause)
    following = behind(clause, noun.end)[:1]
    return [word for word in following if word.is_of(_GIVEN | concepts().deeds)]


def _stands_between(verb: Word, noun: Word, reading: Reading) -> bool:
    """Return whether a verb stands before a noun, and behind another word: "|Moor| granted … city"."""
    return verb.end <= noun.start and bool(before(reading.content, verb.start))


def _single_words(reading: Reading) -> dict[str, Word]:
    """Return the content words that occur once in a sentence, by their keys.

    Of a word that occurs twice nobody can say which place is its own.
    """
    content = reading.content
    counts = Counter(stems_of(content))
    return {word.key: word for word in content if counts[word.key] == 1}


def _keeps_form(
    word: Word, reading: Reading, other: Word, source: Reading
) -> bool:
    """Return whether a word has one ending in both sentences.

    Лугова in both; not where one has Лугов, whose ending makes him the one who acts.
    """
    return reading.text_of(word) == source.text_of(other)


def _objects(reading: Reading) -> set[str]:
    """Return the keys of the words that a mark precedes.

    "To the mayor Ek" → the, mayor, ek.
    """
    words = reading.words
    if reading.language in SLAVIC:
        return _nouns_russian(words)
    objects: set[str] = set()
    for place, word in enumerate(words, start=1):
        if ".object_marks" in word.labels:
            following = words[place : place + _MARK_REACH]
            objects.update(_marked_by(following, reading))
    return objects


def _nouns_russian(words: Sequence[Word]) -> set[str]:
    """Return the keys of the words that may be objects: all behind the first that says something.

    Whether a word is one is said by its ending, which is compared.
    """
    said = saying(words)
    if not said:
        return set()
    nouns = behind(words, said[0].end)
    return set(stems_of(nouns))


def _marked_by(following: Sequence[Word], reading: Reading) -> Iterator[str]:
    """Yield the keys of the words behind a mark, up to the first that is more than an article.

    "The mayor Ek spoke" → the, mayor, ek: a title is no noun of its own.
    """
    for word in following:
        yield word.key
        if _stands_alone(word, reading):
            return


def _stands_alone(word: Word, reading: Reading) -> bool:
    """Return whether a word is more than a title or a number before its noun.

    "Moor" is; "the", "Mayor" and 一家 (a, of firms) are not.
    """
    if not word.says_something or word.concepts & concepts().titles:
        return False
    counted = reading.raw[max(word.start - 1, 0) : word.end]
    return not _COUNTED_ZH.fullmatch(counted)


def trades_articles(reading: Reading, source: Reading) -> bool:
    """Return whether two German nouns have exchanged their order and changed both articles.

    "Die Klinik bot dem Kreis Geld" for "Der Kreis bot der Klinik Geld". Where
    only the order changes, the articles still say who did it.
    """
    mine = _articles(reading)
    theirs = _articles(source)
    order = list(theirs)
    changed = [
        noun
        for noun, article in mine.items()
        if article != theirs.get(noun, article)
    ]
    return any(
        order.index(one) > order.index(other)
        for one, other in combinations(changed, 2)
    )


def _articles(reading: Reading) -> dict[str, str]:
    """Return the article before each noun of a German sentence, in its order.

    "Die Klinik bot dem Land Geld" → Klinik: die, Land: dem.
    """
    return {
        noun.rstrip("s"): article.lower()
        for article, noun in _ARTICLE_DE.findall(reading.raw)
    }
