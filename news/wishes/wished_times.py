"""The times of digests that a sentence names: of two, of which one is refused, only the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import takewhile
from operator import attrgetter
from typing import TypeVar

from news.schedule import format_schedule, parse_schedule
from news.schedule.finding import TimePhrase, refusal
from news.schedule.free_times import FreeDays, parts_of_day, read_free_time
from news.schedule.schedule_edits import without_days
from news.wishes.parts import WishPart
from news.wishes.wish_sentence import FAR, WishSentence, letters_between

# Words that refuse one of two times.
REFUSING = ("keep_first", "keep_last", "too")
# What stands beside two numbers that are hours: "sorry, I meant 7, not 8".
_BESIDE_HOURS = frozenset(
    (
        "number",
        "meant",
        "keep_first",
        "keep_last",
        "drop",
        "weak",
        "fill",
        "cut",
        "but",
        "move",
        "undo",
        "negation",
        "nay",
    )
)
# Languages in which what is refused stands before the word for it, where that is a
# word for not and where it is a verb.
_BEFORE = (frozenset({"ja"}), frozenset({"ja", "zh"}))
_HOURS = frozenset(map(str, range(24)))
_start = attrgetter("start")
# Why two phrases are no one time: "nights", "3 pm".
_APART = ("none", "part")
# A time, or a number that may be one.
_Placed = TypeVar("_Placed", TimePhrase, WishPart)


def times_of(sentence: WishSentence) -> tuple[str, ...]:
    """Return the times of digests: days and their hour together, or one for
    each hour; of two of which one is refused only the other.
    """
    times = list(filter(None, map(attrgetter("time"), sentence.parts)))
    match times:
        case [first, second] if first.has_hours != second.has_hours:
            return (_joined(sentence, first, second),)
        case [first, second] if kept := _kept(sentence, first, second):
            return (kept.text,)
        case []:
            return _corrected(sentence)
        case [time] if _is_refused(sentence, time):
            return ()
        case [time] if not time.has_hours:
            # "Mornings and evenings" are two times.
            parts = parts_of_day(time.text, sentence.language)
            return parts or (time.text,)
    return tuple(map(attrgetter("text"), times))


def _joined(
    sentence: WishSentence, first: TimePhrase, second: TimePhrase
) -> str:
    """Return days and their hour as one time; the hour alone where the other words
    have none such: "I work nights, send it at 3 pm".

    Refused days are left out of the hour's: "at 7, but not on Sundays".
    """
    both = f"{first.text} {second.text}"
    days, hour = sorted((first, second), key=attrgetter("has_hours"))
    refusing = map(
        partial(letters_between, other=days), sentence.of("drop", "keep_last")
    )
    if min(refusing, default=FAR) < FAR:
        return _without(hour.text, days.text, sentence.language)
    is_one = refusal(both, sentence.language) not in _APART
    return both if is_one else hour.text


def _without(hour: str, days: str, language: str) -> str:
    """Return a time without some days, as a schedule is stored; the time itself where
    those are no days, or it is of none of the others.
    """
    free = read_free_time(days, language)
    if not isinstance(free, FreeDays) or refusal(hour, language):
        return hour
    read = parse_schedule(hour, language)
    left = without_days(read, free.days)
    if left is None or left == read:
        return hour
    return format_schedule(left)


def _corrected(sentence: WishSentence) -> tuple[str, ...]:
    """Return the hour of two bare numbers of which one is refused: 7 of "I meant 7,
    not 8"; of a sentence with other words nobody knows what they count.
    """
    match sentence.of("number"):
        case [first, second] if sentence.kinds <= _BESIDE_HOURS:
            kept = _kept(sentence, first, second)
            values = map(attrgetter("value"), filter(None, [kept]))
            hours = filter(_HOURS.__contains__, values)
            return tuple(map("{}:00".format, hours))
    return ()


def _kept(
    sentence: WishSentence, first: _Placed, second: _Placed
) -> _Placed | None:
    """Return the time of two that is meant: 9 of "not 8 but 9", "9, not 8", "9
    instead of 8" and "8 is too early, make it 9"; None where neither is refused.

    The nearest to the word is refused. Of two that are as near it is the one
    behind, and in Japanese the one before.
    """
    other = {first: second, second: first}
    # 八点别发 refuses what stands before it, and 不是八点 what stands behind.
    is_verb = sentence.kinds.isdisjoint(REFUSING)
    is_before = sentence.language in _BEFORE[is_verb]
    nearest = sorted(other, reverse=not is_before, key=_start)
    near = map(partial(_with_fillers, sentence), sentence.of("drop"))
    refusing = sentence.of(*REFUSING) or list(near)
    for word in refusing:
        known = _before_too(sentence, word, nearest) or nearest
        refused = min(known, key=partial(letters_between, word))
        # "No sports" refuses no time.
        if word.means(*REFUSING) or letters_between(word, refused) < FAR:
            return other[refused]
    return None


def _before_too(
    sentence: WishSentence, word: WishPart, times: list[_Placed]
) -> list[_Placed]:
    """Return the times before "too early" in Chinese and Japanese, where it is said of
    what stands before it: 早上8点太早了改9点, 8時は早すぎるから9時にして.

    None are returned for another word, and in languages that say "too early at 8" too.
    """
    is_before = sentence.language in _BEFORE[True] and word.means("too")
    return [time for time in times if time.end <= word.start] * is_before


def _is_refused(sentence: WishSentence, time: TimePhrase) -> bool:
    """Return whether the only hour of a sentence is refused by the word before it: "not at
    8", не в восемь; another time is not named, so none is wanted.
    """
    ends = set(map(attrgetter("end"), sentence.of("keep_last")))
    is_behind = not ends.isdisjoint((time.start, time.start - 1))
    return all((time.has_hours, is_behind))


def _with_fillers(sentence: WishSentence, word: WishPart) -> WishPart:
    """Return a word with the words around it that say nothing: of "don't send it at 8" and
    8時は送らないで the word for not reaches to the time.
    """
    at = sentence.parts.index(word)
    empty = attrgetter("is_empty")
    behind = takewhile(empty, sentence.parts[at + 1 :])
    before = takewhile(empty, reversed(sentence.parts[:at]))
    start, end = [word, *before][-1].start, [word, *behind][-1].end
    return replace(word, start=start, end=end)
