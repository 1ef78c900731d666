"""Find what the articles only name as a thing to do, and a claim tells as done: "has shelved the
plan" for "warned the firm to shelve the plan".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain

from news.faithful.case import Case
from news.faithful.modality import told_as_done
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before
from news.faithful.word import Word, labels_of

# How a word stands as a thing to do, and as done, where a language shows it: by its ending, in
# English behind "to". In other languages an infinitive may tell what was done ("por robar").
_AIMS = {
    "en": re.compile(r"to \w+"),
    "ru": re.compile(r".*\w+(?:ть|ти|чь)(?:ся)?"),
    "uk": re.compile(r".*\w+ти(?:ся)?"),
}
_DONE = {
    "en": re.compile(r"\w+ed"),
    "ru": re.compile(r"\w+(?:л[аои]?(?:с[ья])?|[нт][аоы]?)"),
    # Not -ів: "адвокатів" is a case of "адвокати", which ends as an infinitive does.
    "uk": re.compile(r"\w+(?:(?:[аиуя]в|л[аои])(?:ся)?|[нт][аоі])"),
}
# Words before an aim that say it was reached: "managed to sell", "fell to close at 30".
_REACHED = frozenset({".achieved", "rise", "fall", "win", "return"})
# Characters of "to " before an English infinitive.
_TO = 3


def done_only_as_aim(case: Case) -> bool:
    """Return whether a claim tells as done what each sentence that has the word has as an aim.

    "Shelved" beside "warned to shelve", unless another sentence has "shelved" as well.
    """
    claim = case.reading
    if case.is_foreign or claim.language not in _AIMS:
        return False
    told = told_as_done(claim)
    done = filter(partial(_is_done, claim=claim), claim.content)
    only = filter(partial(_is_only_aim, case=case), done)
    return any(word.key in told for word in only)


def _is_done(word: Word, claim: Reading) -> bool:
    """Return whether a word has the form of what is done.

    "Shelved" and the irregular "sold", not the "hospital" of "was taken to hospital".
    """
    written = claim.text_of(word)
    is_regular = _DONE[claim.language].fullmatch(written) is not None
    return is_regular or written in claim.lexicon.lemmas


def _is_only_aim(word: Word, case: Case) -> bool:
    """Return whether the evidence has a word as a thing to do, and no sentence has it otherwise.

    A sentence that does not have the word at all says nothing of it.
    """
    aims = map(partial(_aims, word), case.pool.readings)
    return any(_aims(word, case.source)) and all(chain.from_iterable(aims))


def _aims(word: Word, reading: Reading) -> Iterator[bool]:
    """Yield for each place of a word in a sentence whether it is a thing to do there.

    Not where a word before it says that it was done all the same: "managed to sell".
    """
    aim = _AIMS[reading.language]
    for other in reading.content:
        if other.key == word.key:
            written = reading.text[max(other.start - _TO, 0) : other.end]
            ahead = before(reading.words, other.start)
            is_done = not _REACHED.isdisjoint(labels_of(ahead))
            yield not is_done and aim.fullmatch(written) is not None
