"""Check that a claim does not state as fact what its evidence calls possible, alleged or planned."""

from __future__ import annotations

from news.faithful.alignment import Evidence
from news.faithful.reading import Reading, Word

_HEDGES = {".possible", ".alleged"}
# Concepts of things that are claimed and not alleged.
_CLAIMED = frozenset({"win"})
# Concepts of what is done by asking: "pidió disculpas".
_DONE = frozenset({"apologise"})
# Content words beside a "may" that it governs: the verb and its neighbour.
_GOVERNED = 2
# English words that make a form in -ed tell the present.
_PRESENT = frozenset({"is", "are", "be"})
# Past forms by their endings, where a language has them; irregular ones are
# told by `.done` words alone.
_PAST_ENDINGS = {
    "en": ("ed",),
    "de": ("te", "ten"),
    "es": ("ó", "aron", "ieron"),
    "ru": ("л", "ла", "ло", "ли", "лась", "лся", "лось", "лись"),
}


def too_certain(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim drops a "may" or "allegedly", or says of a plan that it is done.

    A claim that is less certain than its evidence stands.
    """
    source = evidence.readings[0]
    given = {label for word in claim.words for label in word.labels}
    if given.isdisjoint(_HEDGES) and _governs(source, claim, _HEDGES):
        return not claim.marked(".negating_verbs") and not _attributed(
            claim, source
        )
    plain = given.isdisjoint({".planned", *_HEDGES})
    return plain and _governs(source, claim, {".planned"}) and _says_done(claim)


def _attributed(claim: Reading, source: Reading) -> bool:
    """Return whether a claim says who alleges it,
    where the evidence is an accusation and no "may".
    """
    return bool(claim.marked("say")) and not source.marked(".possible")


def _governs(source: Reading, claim: Reading, labels: set[str]) -> bool:
    """Return whether a word of doubt or of plans governs what the claim says too."""
    for mark in source.words:
        if mark.labels.isdisjoint(labels) or mark.concepts & _DONE:
            continue
        governed = _governed(mark, source)
        if ".alleged" in mark.labels and source.language != "ja":
            # "Alleged victim", "suspected of leaking": the next word alone is
            # what is doubtful.
            governed = governed[:1]
        if (
            ".alleged" in mark.labels
            and governed
            and governed[0].concepts & _CLAIMED
        ):
            # "Claimed a 2-1 win": what is claimed is had, not said.
            continue
        if any(
            word.key in claim.keys or word.concepts & claim.keys
            for word in governed
        ):
            return True
    return False


def _governed(mark: Word, source: Reading) -> list[Word]:
    """Return the words that say what is doubtful.

    They stand behind the mark, in Japanese before it, in German at either end of its clause.
    """
    clause = _clause_of(mark, source)
    before = [word for word in clause if word.end <= mark.start]
    behind = [word for word in clause if word.start >= mark.end]
    if source.language == "ja":
        return before[-_GOVERNED:]
    if source.language == "de":
        return behind[-1:] + behind[:_GOVERNED]
    # "Jobs could go": the verb says little, what stands before it is what is
    # doubtful.
    return behind[:_GOVERNED] or before[-_GOVERNED:]


def _clause_of(mark: Word, source: Reading) -> list[Word]:
    """Return the words of a mark's clause; those of the next one too where the mark ends its own.

    "They do not rule out that prices rise": a comma may stand before "that".
    """
    clauses = {mark.clause}
    last = [word for word in source.words if word.clause == mark.clause][-1]
    if last is mark and source.language != "ja":
        clauses.add(
            min(
                (w.clause for w in source.words if w.clause > mark.clause),
                default=mark.clause,
            )
        )
    return [
        word
        for word in source.content
        if word.clause in clauses and word is not mark
    ]


def _says_done(claim: Reading) -> bool:
    """Return whether a claim speaks of what has happened."""
    after = [*claim.words[1:], None]
    for word, following in zip(claim.words, after, strict=True):
        # "A dit que" is done by the speaker alone.
        if ".done" in word.labels and not (
            following and "say" in following.concepts
        ):
            return True
    endings = _PAST_ENDINGS.get(claim.language, ())
    before = [None, *claim.words]
    return bool(endings) and any(
        _is_past(word, claim, endings)
        for word, auxiliary in zip(claim.words, before, strict=False)
        # "Is closed until Monday" says what is, not what happened.
        if auxiliary is None or auxiliary.key not in _PRESENT
    )


def _is_past(word: Word, claim: Reading, endings: tuple[str, ...]) -> bool:
    if (
        "say" in word.concepts
        or "announce" in word.concepts
        or not word.says_something
    ):
        return False
    return (
        claim.text[word.start : word.end].endswith(endings)
        and len(word.key) > 2
    )
