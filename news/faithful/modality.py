"""Check that a claim states nothing as fact that its evidence calls possible, alleged or planned."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain, pairwise

from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, Labels
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind
from news.faithful.word import Word, keys_of, marked, stems_of

_HEDGES = frozenset({".possible", ".alleged"})
# What a claim doubts by: who fears a thing does not say that it is so.
_DOUBTING = _HEDGES | {"fear"}
_PLANS = frozenset({".planned"})
_UNSURE = _PLANS | {".possible"}
# Concepts of spans of time that have not come yet.
_LATER = frozenset({"next_week", "next_month", "next_year"})
# Concepts of things that are claimed and not alleged.
_CLAIMED = frozenset({"win"})
# Concepts of what is done by asking: "pidió disculpas".
_DONE = frozenset({"apologise"})
# Content words beside a "may" that it governs: the verb and its neighbour.
_GOVERNED = 2
# English words, by their stems, that make a form in -ed tell the present.
_PRESENT = frozenset({"is", "are", "be", "remain", "stay", "keep"})
# Past forms by their endings, where a language has them; irregular ones are
# told by `.done` words alone.
_PAST_ENDINGS = {
    "en": ("ed",),
    "de": ("te", "ten"),
    "es": ("ó", "aron", "ieron"),
    "pt": ("ou", "eu", "iu", "aram", "eram", "iram"),
    "ru": ("л", "ла", "ло", "ли", "лась", "лся", "лось", "лись"),
    "uk": (
        "ав",
        "ив",
        "ув",
        "яв",
        "ла",
        "ло",
        "ли",
        "вся",
        "лася",
        "лося",
        "лися",
    ),
}
# What stands before a sentence's first word and behind its last.
_NO_WORD = Word("", 0, 0)


def too_certain(case: Case) -> bool:
    """Return whether a claim drops a "may" or "allegedly", or says of a plan that it is done.

    "The line will close" for "the line may close", "the line has closed" for "the city plans to
    close the line". A claim that is less certain than its evidence stands.
    """
    claim = case.reading
    source = case.source
    given = claim.labels
    if not given.isdisjoint(_DOUBTING):
        return False
    if _governs(source, claim, _HEDGES):
        return ".negating_verbs" not in given and not _attributed(claim, source)
    if ".planned" in given:
        return False
    if _governs(source, claim, _PLANS):
        done = told_as_done(claim)
        sure = _done_for_sure(source)
        return not done <= sure
    return _comes_later(source, claim)


def _comes_later(source: Reading, claim: Reading) -> bool:
    """Return whether a claim says of something that comes next week or year that it is done.

    Japanese and Chinese verbs have no future: 来月提出する is told as 提出した.
    """
    if source.concepts.isdisjoint(_LATER - claim.concepts):
        return False
    done = told_as_done(claim) & source.keys
    sure = _done_for_sure(source)
    return not done <= sure


def done_only_in_plans(case: Case) -> bool:
    """Return whether a Chinese or Japanese claim says that something is done which the
    articles only plan or expect.

    五号线已经通车 where each sentence that has 通车 has it as 预计通车. It holds beside two sentences of
    evidence too, where `too_certain` compares nothing. In Western languages a form of "have" before
    a word often says nothing of it: "will have surgery".
    """
    if case.reading.language not in EAST:
        return False
    claim = case.reading
    pairs = pairwise((*claim.words, _NO_WORD))
    marks = [mark for mark, word in pairs if _marks_done(mark, word)]
    done = (behind(claim.content, mark.end)[:1] for mark in marks)
    is_planned = partial(_is_only_planned, readings=case.pool.readings)
    return any(map(is_planned, chain.from_iterable(done)))


def _is_only_planned(word: Word, readings: Iterable[Reading]) -> bool:
    """Return whether every sentence that has a word has it as something planned.

    "Opens" where one says "plans to open" and another "may open in May"; not where a third says
    "opened on Monday", nor where none has the word.
    """
    holders = [reading for reading in readings if word.is_in(reading.keys)]
    return bool(holders) and all(map(partial(_plans, word), holders))


def _plans(word: Word, reading: Reading) -> bool:
    """Return whether a sentence has a word as something planned: "opens" of "is to open in May"."""
    marks = marked(reading.words, _UNSURE)
    governed = map(partial(_governed, source=reading), marks)
    planned = keys_of(chain.from_iterable(governed))
    return word.is_in(planned)


def _attributed(claim: Reading, source: Reading) -> bool:
    """Return whether a claim says who alleges it,
    where the evidence is an accusation and no "may".

    "Moor says that Ek took bribes" for "Ek allegedly took bribes".
    """
    if not claim.marked("say", "explain", "blame"):
        return False
    return not source.marked(".possible")


def _governs(source: Reading, claim: Reading, labels: Labels) -> bool:
    """Return whether a word of doubt or of plans governs what the claim says too.

    In "the dam may break" it is the "may" for "the dam breaks", not for "the dam is old".
    """
    for mark in marked(source.words, labels):
        if mark.is_of(_DONE):
            continue
        words = _governed(mark, source)
        governed = keys_of(words)
        if not governed.isdisjoint(claim.keys):
            return True
    return False


def _governed(mark: Word, source: Reading) -> list[Word]:
    """Return the words that say what is doubtful or planned.

    They stand behind the mark, in Japanese before it, in German at either end of its clause:
    "may close the line" → close, line.
    """
    clause = _clause_of(mark, source)
    ahead = before(clause, mark.start)[-_GOVERNED:]
    if source.language == "ja":
        return ahead
    governed = behind(clause, mark.end)[:_GOVERNED]
    if source.language == "de":
        governed = behind(clause, mark.end)[-1:] + governed
    elif not governed:
        # "Jobs could go": the verb says little, what stands before it is what
        # is doubtful.
        governed = ahead
    if ".alleged" not in mark.labels or ".planned" in mark.labels:
        # "Aurait dû" tells what was planned, though "aurait" alone tells a rumour.
        return governed
    # "Alleged victim", "suspected of leaking": the next word alone is what is
    # doubtful. "Claimed a 2-1 win": what is claimed is had, not said.
    return [word for word in governed[:1] if not word.concepts & _CLAIMED]


def _clause_of(mark: Word, source: Reading) -> list[Word]:
    """Return the words of a mark's clause; those of the next one too where the mark ends its own.

    "They do not rule out that prices rise": a comma may stand before "that".
    """
    following = behind(source.words, mark.end)[:1]
    both = (mark, *following)
    clauses = sorted({word.clause for word in both})
    told = map(source.told_in, clauses)
    return list(chain.from_iterable(told))


def _done_for_sure(source: Reading) -> set[str]:
    """Return the stems of what a sentence tells as done, and not as planned.

    "Delay" of "a plan to build a line has been delayed", but not "open" of "was to open".
    """
    marks = marked(source.words, _PLANS)
    governed = map(partial(_governed, source=source), marks)
    planned = stems_of(chain.from_iterable(governed))
    done = told_as_done(source)
    return done.difference(planned)


def told_as_done(claim: Reading) -> set[str]:
    """Return the stems of what a sentence tells as done: "has closed", "closed", 已经关闭.

    "Has said" is done by the speaker alone, and "is closed until Monday" says
    what is.
    """
    pairs = pairwise((_NO_WORD, *claim.words, _NO_WORD))
    done: set[str] = set()
    for word, following in pairs:
        if _marks_done(word, following):
            told = behind(claim.content, word.end)[:1]
            if claim.language in EAST:
                # 開通した, 开通了: the verb may stand before its mark.
                told += before(claim.content, word.start)[-1:]
            done.update(stems_of(told or [word]))
        if _is_past(word, following, claim):
            done.add(following.key)
    return done


def _marks_done(word: Word, following: Word) -> bool:
    """Return whether a word says that what stands behind it is done.

    The "has" of "has closed" does; that of "has said" tells of the speaker alone, that of "has 40
    rooms" of no deed.
    """
    if ".done" not in word.labels:
        return False
    if following.key[:1].isdigit():
        return False
    return "say" not in following.concepts


def _is_past(auxiliary: Word, word: Word, claim: Reading) -> bool:
    """Return whether a word has the ending of a past form, and tells the past by it.

    "Closed" does in "the line closed" and "was closed", not in "is closed": there it tells how a
    thing is now. A stem of one or two letters says too little.
    """
    endings = _PAST_ENDINGS.get(claim.language, ())
    if auxiliary.key in _PRESENT or len(word.key) <= 2:
        return False
    written = claim.text_of(word)
    # "Speed" is its own stem: no form of anything.
    is_form = written != word.key
    return is_form and written.endswith(endings)
