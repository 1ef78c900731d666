"""Find exchanged roles by grammar: the name before a verb, German articles, small words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from news.faithful import japanese_doers
from news.faithful.actors import claim_actors, source_actors
from news.faithful.alignment import Evidence
from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import same_person
from news.faithful.names import Name
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.roles import voices_differ

# Languages that put the one who acts before the verb, and the other behind it.
_VERB_BETWEEN = frozenset({"en", "fr", "es", "zh"})
# A number with the word that counts: 一家.
_COUNTED_ZH = re.compile(r"[一两几]\w")
# Words between a verb and the name of whom it concerns: the shipping company A.
_APPOSED = 2
# Words before a name within which its mark stands: to the old company.
_MARK_REACH = 3
_ARTICLE_DE = re.compile(
    r"\b(der|die|das|den|dem|des|ein|eine|einen|einem|einer)\s([A-ZÄÖÜ][\wäöüß-]+)",
    re.IGNORECASE,
)


def acts_reversed(
    claim: Claim, reading: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a claim exchanges who acts and who is acted on in its evidence."""
    source = evidence.readings[0]
    if reading.language != source.language:
        return False
    if voices_differ(reading, source):
        return False
    if reading.language == "ja":
        return japanese_doers.acts_otherwise(reading, source)
    if _trades_marks(reading, source):
        return True
    if any(_is_done_by_another(reading, one) for one in evidence.readings):
        return True
    if reading.language == "de":
        return _trades_articles(reading, source)
    if reading.language not in _VERB_BETWEEN or pool.without_capitals:
        return False
    return _is_done_by_the_other(claim, reading, source, pool)


def _is_done_by_another(reading: Reading, source: Reading) -> bool:
    """Return whether a Chinese claim has another behind 由 or 被 than its evidence: 由甲建 for 由乙建."""
    if reading.language != "zh":
        return False
    ours, theirs = _agent_zh(reading), _agent_zh(source)
    if not ours or not theirs:
        return False
    (mine, verb), (other, deed) = ours, theirs
    return verb.means(deed) and mine not in other and other not in mine


def _agent_zh(reading: Reading) -> tuple[str, Word] | None:
    """Return what stands between the only 由 or 被 of a sentence and its clause's last word."""
    marks = reading.marked(".passive")
    if len(marks) != 1:
        return None
    mark = marks[0]
    behind = [
        word
        for word in reading.content
        if word.clause == mark.clause and word.start >= mark.end
    ]
    if len(behind) < 2:
        return None
    return reading.text[mark.end : behind[-1].start], behind[-1]


def _is_done_by_the_other(
    claim: Claim, reading: Reading, source: Reading, pool: Pool
) -> bool:
    """Return whether the name right before a verb in the evidence is right behind it in a
    claim.

    "B, which A hired" says that A did it.
    """
    ours = claim_actors(claim, reading, pool)
    theirs = source_actors(source, pool)
    if reading.marked(".passive") or source.marked(".passive"):
        return False
    for verb in reading.content:
        doer, other = _before(verb, ours, reading), _behind(verb, ours, reading)
        if other is None or "say" in verb.concepts:
            continue
        if doer is None:
            acted = _only_doer(verb, theirs, source)
            if acted and _follows_noun(verb, ours, reading):
                return same_person(other, claim, acted)
            continue
        before = _only_doer(verb, theirs, source)
        if before is not None and _is_other_doer(before, doer, other, claim):
            return True
        if _is_acted_on(doer, verb, claim, theirs, source):
            return True
    return False


def _follows_noun(verb: Word, names: Sequence[Name], reading: Reading) -> bool:
    """Return whether the word right before a verb is no name: "residents ruled"."""
    before = [word for word in reading.words if word.end <= verb.start]
    if not before or before[-1].clause != verb.clause:
        return False
    last = before[-1]
    named = any(name.start <= last.start < name.end for name in names)
    return last.says_something and not named


def _is_acted_on(
    doer: Name,
    verb: Word,
    claim: Claim,
    theirs: Sequence[Name],
    source: Reading,
) -> bool:
    """Return whether who does it in a claim is the first name behind the verb in its evidence.

    "She blamed the shipper, A" for "A blamed B": nobody else is named there.
    """
    places = [word for word in source.content if word.key == verb.key]
    if len(places) != 1 or len(theirs) != 1:
        return False
    name = theirs[0]
    between = [
        word
        for word in source.content
        if places[0].end <= word.start < name.start
    ]
    near = name.start >= places[0].end and len(between) <= _APPOSED
    return near and same_person(doer, claim, name)


def _only_doer(
    verb: Word, names: Sequence[Name], source: Reading
) -> Name | None:
    """Return the name right before a verb that occurs once in a sentence; None otherwise."""
    places = [word for word in source.content if word.key == verb.key]
    return _before(places[0], names, source) if len(places) == 1 else None


def _is_other_doer(before: Name, doer: Name, other: Name, claim: Claim) -> bool:
    return same_person(other, claim, before) and not same_person(
        doer, claim, before
    )


def _before(verb: Word, names: Sequence[Name], reading: Reading) -> Name | None:
    """Return the name right before a verb, auxiliaries and adverbs aside."""
    before = [name for name in names if name.end <= verb.start]
    if not before or _words_between(before[-1].end, verb.start, reading):
        return None
    return before[-1]


def _behind(verb: Word, names: Sequence[Name], reading: Reading) -> Name | None:
    """Return the name right behind a verb."""
    behind = [name for name in names if name.start >= verb.end]
    if not behind or _words_between(verb.end, behind[0].start, reading):
        return None
    return behind[0]


def _words_between(start: int, end: int, reading: Reading) -> bool:
    """Return whether a content word or a mark of a clause stands between two places."""
    titles = concepts().titles
    between = [word for word in reading.words if start <= word.start < end]
    return any(
        word.says_something and not word.concepts & titles for word in between
    ) or (reading.clause_at(start - 1) != reading.clause_at(end))


def _trades_marks(reading: Reading, source: Reading) -> bool:
    """Return whether two words have exchanged their order and the "to" or "against" before
    them.

    "A blames B" for "B blames A", in each language that puts a small word before the one to whom
    it is done; in Russian its ending changes instead.
    """
    if len(reading.marked(".passive")) != len(source.marked(".passive")):
        return False
    mine, theirs = _places(reading), _places(source)
    shared = [word for key, word in mine.items() if key in theirs]
    return any(
        _is_turned(one, other, theirs, reading, source)
        for one, other in combinations(shared, 2)
    )


def _places(reading: Reading) -> dict[str, Word]:
    """Return the content words that occur once in a sentence, without verbs of speech."""
    words: dict[str, Word] = {}
    twice: set[str] = set()
    for word in reading.content:
        if word.key in words:
            twice.add(word.key)
        words[word.key] = word
    return {key: word for key, word in words.items() if key not in twice}


def _is_turned(
    one: Word,
    other: Word,
    theirs: Mapping[str, Word],
    reading: Reading,
    source: Reading,
) -> bool:
    """Return whether the first of two words acts in a claim, and the second in its evidence."""
    its, others = theirs[one.key], theirs[other.key]
    if its.start < others.start:
        return False
    if reading.language == "ru" and (
        _form(one, reading) == _form(its, source)
        or _form(other, reading) == _form(others, source)
    ):
        return False
    return (
        not _is_marked(one, reading)
        and _is_marked(other, reading)
        and _is_marked(its, source)
        and not _is_marked(others, source)
    )


def _is_marked(word: Word, reading: Reading) -> bool:
    """Return whether a small word such as "to" precedes a word; articles and titles
    between are skipped.
    """
    before = [other for other in reading.words if other.end <= word.start]
    if reading.language == "ru":
        # Any noun behind the verb may be its object: the form is compared.
        return any(other.says_something for other in before)
    for other in reversed(before[-_MARK_REACH:]):
        if ".object_marks" in other.labels:
            return True
        if _stands_alone(other, reading):
            return False
    return False


def _stands_alone(word: Word, reading: Reading) -> bool:
    """Return whether a word is more than a title or a number before its noun: 一家."""
    if not word.says_something or word.concepts & concepts().titles:
        return False
    counted = reading.raw[max(word.start - 1, 0) : word.end]
    return not _COUNTED_ZH.fullmatch(counted)


def _form(word: Word, reading: Reading) -> str:
    return reading.text[word.start : word.end]


def _trades_articles(reading: Reading, source: Reading) -> bool:
    """Return whether two German nouns have exchanged their order and changed both articles.

    "Die Klinik bot dem Kreis Geld" for "Der Kreis bot der Klinik Geld". Where only the order
    changes, the articles still say who did it.
    """
    mine, theirs = dict(_articles(reading)), dict(_articles(source))
    shared = [noun for noun in mine if noun in theirs]
    order = [noun for noun in theirs if noun in shared]
    return any(
        order.index(one) > order.index(other)
        and mine[one] != theirs[one]
        and mine[other] != theirs[other]
        for one, other in combinations(shared, 2)
    )


def _articles(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield each noun with the article before it, in order."""
    for article, noun in _ARTICLE_DE.findall(reading.raw):
        yield noun.rstrip("s"), article.lower()
