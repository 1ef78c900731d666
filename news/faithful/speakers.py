"""Check who said it: the articles must let the claim's speaker say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from news.faithful.alignment import quick_score
from news.faithful.case import Case
from news.faithful.concept_lexicon import concepts
from news.faithful.pool import Pool
from news.faithful.proper_names import Name, claim_names, find_names, sure_names
from news.faithful.sentence_reading import Reading
from news.faithful.spans import Span, SpanT, before, behind, between, covered
from news.faithful.word import Word, labels_of, marked, saying

# Share of the best sentence's score from which another may be the one that is
# told.
_NEARLY = 0.75
_TITLE_LENGTH = 32
# Characters between a name and its verb: an apposition stands between them, a
# clause does not.
_NAME_REACH = 40
# The same to the end of a name behind "according to a study of".
_BEHIND_REACH = 60
_RUN = r"(\b[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w'’-]+(?:\s[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w'’-]+)+)"
_RUN_BEHIND = re.compile(rf"\s{_RUN}")
_RUN_BEFORE = re.compile(rf"{_RUN}\s$")
_QUOTED = re.compile(r"[“「『«„][^”」』»“]*[”」』»“]|\"[^\"]*\"")
# Words of speech, by their stems, behind which their speaker stands: according to Ek.
BEHIND_THESE = frozenset({"accord", "laut", "selon", "segun", "según"})
# Words within which somebody stands who is not named: before a verb of speech, or behind one that
# begins its sentence.
_WORDS_BEFORE = 6
_WORDS_BEHIND = 2
SPEECH = frozenset(
    {
        "say",
        "criticise",
        "warn",
        "deny",
        "praise",
        "accuse",
        "demand_that",
    }
)


def wrong_speaker(case: Case) -> bool:
    """Return whether a claim lets one say what the articles let another say.

    "The mayor said it would rain", where the minister said so. What is said is
    looked for without its speaker; any sentence that has most of it may name the
    claim's one.
    """
    names = sure_names(claim_names(case.claim, case.reading))
    speakers = _speakers(case.reading, names)
    if not speakers:
        return False
    said = _without(case.reading, speakers)
    if not said.content:
        return False
    # Any of them may name the one whom the claim lets speak.
    places = _places(said, case.pool)
    return not any(_lets_say(speakers, place, case) for place in places)


def another_kind_speaks(case: Case) -> bool:
    """Return whether a claim lets one kind of people say what the articles let another kind say.

    "The union said it would rain", where the minister said so: nobody need be named. A
    sentence that has a word for the claim's speaker, or says of nobody that he speaks,
    lets that one speak.
    """
    if case.is_foreign:
        return False
    speakers = parties(case.reading)
    said = _without(case.reading, speakers)
    if not speakers or not said.content:
        return False
    kinds = labels_of(speakers) & concepts().voices
    named = sure_names(claim_names(case.claim, case.reading))
    told = [case.pool.readings[place] for place in _places(said, case.pool)]
    return bool(told) and all(
        parties(reading)
        and kinds.isdisjoint(reading.concepts)
        # "The expert Lena Ek" for "Lena Ek, head of the clinic": one speaker, two words for her.
        and not case.mentions_one([reading], named)
        for reading in told
    )


def parties(reading: Reading) -> list[Word]:
    """Return the words for people that stand beside a sentence's verbs of speech.

    "Minister" in "the minister Lena Ek said", and in "…," said the minister".
    Quotations are left out.
    """
    inside = covered(_quotations(reading))
    clear = _outside(inside, reading.content)
    verbs = _outside(inside, reading.marked(*SPEECH))
    beside = (
        before(clear, verb.start)[-_WORDS_BEFORE:]
        or behind(clear, verb.end)[:_WORDS_BEHIND]
        for verb in verbs
    )
    return marked(chain.from_iterable(beside), concepts().voices)


def _places(said: Reading, pool: Pool) -> list[int]:
    """Return the sentences that say most of it, the best and those nearly as good.

    None where no sentence shares a word.
    """
    scores = [quick_score(said, reading) for reading in pool.readings]
    best = max(scores)
    if not best:
        return []
    least = best * _NEARLY
    return [place for place, score in enumerate(scores) if score >= least]


def _lets_say(speakers: list[Name], place: int, case: Case) -> bool:
    """Return whether a sentence of the articles, or its neighbours where it names no speaker,
    lets one of them speak.

    A sentence that names a claim's speaker and no other one does so too: "Ortiz's
    plan was good, he said".
    """
    pool = case.pool
    first = pool.readings[place]
    listed = [] if pool.without_capitals else find_names(first)
    theirs = _speakers(first, listed)
    if case.mentions_one([first], speakers):
        return not theirs or case.share_one(speakers, theirs)
    if theirs:
        return False
    # "…," she said: the name stands in the sentence before. A bare quotation
    # may have its speaker behind it.
    spoken = "say" in first.concepts
    first_near = max(place - 1, 0)
    behind_last = place + (1 if spoken else 2)
    near = pool.readings[first_near:behind_last]
    return case.mentions_one(near, speakers)


def _speakers(reading: Reading, listed: Sequence[Name]) -> list[Name]:
    """Return those names of a sentence that stand beside its verbs of speech.

    Who is named within a quotation does not speak, and no verb within it tells that somebody does.
    """
    inside = covered(_quotations(reading))
    clear = _outside(inside, listed)
    verbs = _outside(inside, reading.marked(*SPEECH))
    speakers = (speakers_of(verb, clear, reading) for verb in verbs)
    return list(chain.from_iterable(speakers))


def _quotations(reading: Reading) -> list[Name]:
    """Return what a sentence quotes, with its marks: "Moor lies" of "'Moor lies,' said Ek"."""
    quoted = _QUOTED.finditer(reading.raw)
    return [Name(match.group(), *match.span()) for match in quoted]


def _outside(inside: frozenset[int], items: Iterable[SpanT]) -> list[SpanT]:
    """Return the words or names that begin outside some places of a sentence.

    Outside the quotation of "“Moor lies,” said Ek" → said, Ek.
    """
    return [item for item in items if item.start not in inside]


def speakers_of(
    verb: Word, listed: Sequence[Name], reading: Reading
) -> Sequence[Name]:
    """Return the name that a verb of speech belongs to; empty where no name stands near it.

    The nearest one before it, unless that is far and another stands right behind:
    "… in Bern next year, said Lena Ortiz".
    """
    if verb.key in BEHIND_THESE:
        following = behind(listed, verb.end)
        farthest = verb.end + _BEHIND_REACH
        return before(following[:1], farthest)
    last = before(listed, verb.start)[-1:]
    # Behind "criticised" stands who is criticised, and behind "the mayor says" whom he speaks of.
    may_follow = listed if "say" in verb.concepts else ()
    if not last and _follows_voice(verb, reading):
        may_follow = ()
    right_behind = [
        name for name in may_follow if _right_behind(verb, name, reading)
    ][:1]
    if last and verb.start - last[0].end <= _NAME_REACH:
        return last
    return right_behind or last or _name_of_words(verb, reading)


def _follows_voice(verb: Word, reading: Reading) -> bool:
    """Return whether a word for people stands right before a verb of speech: "the prosecutor says"."""
    ahead = before(reading.words, verb.start)[-1:]
    return bool(marked(ahead, concepts().voices))


def _name_of_words(verb: Word, reading: Reading) -> list[Name]:
    """Return the name right beside a verb of speech that is made of common words: "said
    Bill Price".

    Two words with capitals or more; what else is no name of a person, as the White
    House, speaks too.
    """
    after = _RUN_BEHIND.match(reading.raw, verb.end)
    if after:
        return [Name(after[1], *after.span(1))]
    first = max(verb.start - _NAME_REACH, 0)
    near = reading.raw[first : verb.start]
    ahead = _RUN_BEFORE.search(near)
    if ahead is None:
        return []
    start, end = ahead.span(1)
    return [Name(ahead[1], first + start, first + end)]


def _right_behind(verb: Word, name: Name, reading: Reading) -> bool:
    """Return whether nothing but a title stands between a verb of speech and a name behind it.

    "Said mayor Lena Ortiz"; what stands before the name is a title or says what it is.
    In "announced the end of the work in Bern" other words stand there.
    """
    if not 0 <= name.start - verb.end <= _TITLE_LENGTH:
        return False
    between_them = between(reading.words, verb.end, name.start)
    said = saying(between_them)
    if all(".generic" in word.labels for word in said):
        return True
    # "Said the regional president, Lena Ortiz": an adjective may follow.
    titles = concepts().titles
    last_two = between_them[-2:]
    return any(word.is_of(titles) for word in last_two)


def _without(reading: Reading, speakers: Iterable[Span]) -> Reading:
    """Return a sentence without its speakers and verbs of speech: what is said.

    "Ortiz said it would rain" → "it would rain", with blanks for the others.
    """
    hidden: list[Span] = [*speakers, *reading.marked("say")]
    told = reading.blanked(hidden)
    return Reading(told, reading.language)
