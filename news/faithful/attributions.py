"""Find a speaker that a claim leaves out: "Ek lied" for "Moor said that Ek lied"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from news.faithful.alignment import unsaid
from news.faithful.case import Case
from news.faithful.concept_lexicon import Labels, concepts
from news.faithful.occasions import months, weekdays
from news.faithful.proper_names import Name, find_names
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind
from news.faithful.speakers import BEHIND_THESE, SPEECH, parties, speakers_of
from news.faithful.word import Word, keys_of, labels_of, marked

# What shows that a claim tells what somebody says, thinks or fears, or that it doubts.
_TOLD = SPEECH.union(
    {
        "consider_as",
        "explain",
        "blame",
        "fear",
        "doubt",
        ".alleged",
        ".possible",
    }
)
# Who announces, confirms or admits a thing, or informs of it, tells a fact.
_FACTS = frozenset({"announce", "confirm", "admit", ".factive"})
# Verbs by which one says what another may deny.
_VERBS = ("say", "accuse", "blame", "consider_as", ".accusing")
_QUOTES = frozenset('"“”«»„「『')
_PLANNED = ".planned"
# Those who speak for one side: their plans for others are wishes, their news opinions.
_SIDES = frozenset(
    {
        "opposition_party",
        "union_",
        "lawyer_side",
        "prosecution_side",
        "campaigner",
        "expert_",
        "analyst",
        "lawyer",
        "relatives",
    }
)
# Those who report for a house or from an operation, and with a title the leaders of others.
_REPORTERS = frozenset({"spokesperson", "police_chief", "crew"})
_OPERATIONS = frozenset({"police", "rescue", "blaze"})
# Words in front of a name that say what its bearer is: "the opposition leader Lena Ek".
_TITLE = 4
# Share of a claim's words that one speaker must have said.
#
# Measured on 1,448 claims of ours and 640 summaries of three public sets: this and the exceptions
# below drop few faithful ones, and most that leave out whose opinion it is.
_SAID = 0.6


@dataclass(frozen=True, slots=True)
class _Statement:
    """What somebody says: the speaker's name, if there is one, and the words of it."""

    speakers: Sequence[Name]
    said: Sequence[Word]


def leaves_speaker_out(case: Case) -> bool:
    """Return whether a claim states as a fact what one person or side says.

    "Ek is guilty of fraud" for "the prosecutor Lena Moor said that Ek is guilty". What somebody
    announces or admits is a fact, and so is what an official plans; who tells of himself is
    believed, and so is what another sentence states by itself. Across languages a speaker may
    be named in words that are not known.
    """
    if case.is_foreign or not _QUOTES.isdisjoint(case.reading.raw):
        return False
    verbs = case.source.marked(*_VERBS)
    statements = filter(None, (_statement(verb, case) for verb in verbs))
    return any(map(partial(_is_anothers_word, case=case), statements))


def _is_anothers_word(statement: _Statement, case: Case) -> bool:
    """Return whether a claim tells as a fact what somebody said, and no sentence says by itself.

    Not where the claim has more from the same sentence, nor where it is about the speaker.
    """
    words = _held(case.telling, keys_of(statement.said))
    if not words or len(words) < _SAID * len(case.telling):
        return False
    if len(words) < len(_held(case.telling, case.source.keys)):
        return False
    if _tells_speech(case.reading, statement.said):
        return False
    if case.mentions_one([case.reading], statement.speakers):
        return False
    return not _is_stated(words, case)


def _tells_speech(claim: Reading, said: Iterable[Word]) -> bool:
    """Return whether a claim tells that somebody says a thing, or doubts it.

    By a word of its own: the "warnings" of "the council ignored warnings" are what is said.
    """
    own = unsaid(marked(claim.words, _TOLD), said)
    return bool(own)


def _held(words: Iterable[Word], keys: frozenset[str]) -> list[Word]:
    """Return the words that some keys hold, by stem or by concept."""
    return [word for word in words if word.is_in(keys)]


def _statement(verb: Word, case: Case) -> _Statement | None:
    """Return what a verb of speech tells, and who says it; None where it tells a fact.

    "Moor said that Ek lied" → Moor, and Ek, lie. A side without a name has none: "critics say". A
    spokesperson without a name speaks for a whole house.
    """
    source = case.source
    speakers = speakers_of(verb, find_names(source), source)
    sides = labels_of(parties(source))
    ahead = _title_of(speakers, source)
    tells_fact = (
        not verb.labels.isdisjoint(_FACTS),
        not speakers and sides.isdisjoint(_SIDES),
        not speakers and "spokesperson" in sides,
        "say" in verb.labels and _reports(sides | ahead),
        _tells_for_a_house(case, ahead, sides),
    )
    if any(tells_fact):
        return None
    return _Statement(speakers, _said(verb, speakers, source))


def _title_of(speakers: Sequence[Name], source: Reading) -> Labels:
    """Return the labels of the words right before a speaker's name: of "police chief" Olga Weiss."""
    start = speakers[0].start if speakers else 0
    return labels_of(before(source.words, start)[-_TITLE:])


def _is_of_a_side(speaker: Labels) -> bool:
    """Return whether who is labelled so speaks for one side; a minister of defence is no lawyer."""
    sides = speaker & _SIDES
    return bool(sides - {"lawyer_side"} if "minister" in speaker else sides)


def _reports(speaker: Labels) -> bool:
    """Return whether a speaker reports for a house or from an operation, and for no side.

    "Company spokesman Ian Cole said", "police chief Olga Weiss said".
    """
    if _is_of_a_side(speaker):
        return False
    leads = not speaker.isdisjoint(concepts().titles)
    return not speaker.isdisjoint(_REPORTERS) or (
        leads and not speaker.isdisjoint(_OPERATIONS)
    )


def _tells_for_a_house(case: Case, ahead: Labels, sides: Labels) -> bool:
    """Return whether a body speaks, or one who speaks for no side tells a plan, a figure or a day.

    "The firm Volna said" is a body's word, "the director of the firm, Lena Ek, said" is hers. "Mayor
    Lena Ek said that the pool would open in May" tells a plan, "the opposition leader said that the
    pool would ruin the town" an opinion. When it strikes, a union knows.
    """
    is_concrete = _has_figure_or_day(case.reading)
    speaker = sides | ahead
    if _is_of_a_side(speaker):
        own = "union_" in speaker and "walkout" in case.reading.concepts
        return own and is_concrete
    known = concepts()
    is_body = ahead & known.actors and not ahead & (known.titles | known.voices)
    return bool(is_body or is_concrete or _PLANNED in case.source.labels)


def _has_figure_or_day(claim: Reading) -> bool:
    """Return whether a claim gives a figure or a day; the speaker's age tells nothing of what is said.

    "One" is none: it is in many languages "a".
    """
    counts = any(quantity.value != 1 for quantity in claim.quantities)
    return counts or bool(claim.days or weekdays(claim) or months(claim))


def _said(
    verb: Word, speakers: Sequence[Name], source: Reading
) -> Sequence[Word]:
    """Return the words of what is said: behind "Ek said", before ", said Ek".

    Of "according to Ek" it is the rest of the sentence, where it begins or ends it; where words
    stand on both sides, nobody knows.
    """
    content = source.content
    last = [speaker.end for speaker in speakers if speaker.start > verb.start]
    ahead = before(content, verb.start)
    rest = behind(content, last[0] if last else verb.end)
    if verb.key in BEHIND_THESE:
        return () if ahead and rest else (*ahead, *rest)
    return ahead if last else rest


def _is_stated(words: Sequence[Word], case: Case) -> bool:
    """Return whether a sentence without a word of speech or of doubt holds as much of a claim."""
    plain = (
        reading
        for reading in case.pool.readings
        if reading.labels.isdisjoint(_TOLD)
    )
    held = (_held(words, reading.keys) for reading in plain)
    return any(len(stated) == len(words) for stated in held)
