"""What a sentence wants besides news: fewer stories, a pause, another language, an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain, filterfalse
from operator import attrgetter

from news.errors import ScheduleError
from news.schedule import parse_span
from news.schedule.free_times import (
    FreeHours,
    is_free_time,
    read_free_time,
)
from news.wishes.parts import WishPart
from news.wishes.rules import MARKS
from news.wishes.wish_sentence import FAR, WishSentence, letters_between

# What is wanted besides news. Each group needs one of its kinds in the
# sentence; all rules that fit are taken.
RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("why", ("reason", "sent")),
    ("topics", ("topics", "which")),
    ("subscriptions", ("how", "leave")),
    ("subscriptions", ("mine",)),
    ("help", ("how which", "use able")),
    ("help", ("help",)),
    ("undo", ("undo",)),
    ("leaving", ("all", "drop leave")),
    ("budget", ("number", "most", "piece daily each")),
    ("budget", ("number", "cap")),
    ("budget", ("number", "want", "piece", "daily each")),
    ("style", ("headline", "only short")),
    ("images", ("picture",)),
    ("alerts", ("breaking", "now tell want")),
    ("pause", ("pause", "until")),
    ("quiet", ("quiet", "time")),
    ("free", ("quiet drop", "time")),
    ("late", ("shift too",)),
    ("late", ("how", "move", "clock")),
    ("untimely", ("too woke",)),
    ("night", ("drop keep_last negation", "beyond", "time")),
    ("dawn", ("drop keep_last negation halt", "ahead", "time number")),
    ("apart", ("keep_last negation", "time")),
    ("timezone", ("place", "being")),
    ("languages", ("language", "also")),
    ("news", ("language", "only")),
    ("language", ("language", "face")),
    ("much", ("fewer short greater",)),
    ("much", ("only", "important")),
    ("brief", ("concise",)),
    ("no", ("never",)),
    ("cost", ("cost",)),
    ("save", ("keep",)),
    ("share", ("share",)),
    ("fault", ("fault",)),
    ("halt", ("halt",)),
    ("stay", ("stay",)),
)
# A rule is not needed where another says more.
_LESS: dict[str, frozenset[str]] = {
    "subscriptions": frozenset(("topics", "leaving")),
    "help": frozenset(("topics", "subscriptions", "share", "save", "cost")),
    "quiet": frozenset(("pause",)),
    "free": frozenset(("pause", "budget", "night", "dawn")),
    "apart": frozenset(("pause", "free", "night", "dawn")),
    "late": frozenset(("topics", "much", "save", "cost")),
    "untimely": frozenset(("topics", "save", "cost", "late")),
    "news": frozenset(("languages",)),
    "language": frozenset(("news", "languages")),
    "much": frozenset(("budget", "style", "help", "images")),
    "brief": frozenset(("much", "budget", "style")),
    "no": frozenset(("undo",)),
    "undo": frozenset(("leaving",)),
    "fault": frozenset(("undo", "help", "much", "timezone")),
    "why": frozenset(("fault",)),
    "halt": frozenset(("leaving", "pause", "free", "quiet", "night", "dawn")),
}
# What says which of two times is right.
_RIGHT = frozenset(("keep_first", "keep_last", "meant"))
# What parts a time from the words before it.
_CUTS = re.compile(r"[,;，；、。]")
# What says of which things pictures are, where it stands before them.
_OF_BEFORE = frozenset("的の")
# What is about the bot alone, where nothing else is named.
_OF_THE_BOT = frozenset(
    [
        "topics",
        "subscriptions",
        "help",
        "alerts",
        "much",
        "leaving",
        "no",
        "free",
        "late",
        "cost",
        "save",
        "share",
        "fault",
        "halt",
    ]
)


@dataclass(frozen=True, slots=True)
class WishedAct:
    """One thing that a person wants done."""

    # `subscribe`, `drop`, `latest`, `hello`, or one of the rules.
    act: str
    # Topics or names with commas between, or what the act needs.
    value: str = ""

    @property
    def names(self) -> list[str]:
        """The topics or names, one by one."""
        return list(filter(None, self.value.split(", ")))


def settings_of(sentence: WishSentence) -> list[WishedAct]:
    """Return what is wanted besides news, by the rules that fit.

    What is about the bot alone counts where nothing is named: "how does the
    economy work?" is about the economy.
    """
    fitting = fitting_rules(sentence)
    named = _OF_THE_BOT if sentence.clauses else frozenset[str]()
    meant = list(filterfalse(named.__contains__, fitting))
    best = [
        act for act in meant if _LESS.get(act, frozenset()).isdisjoint(meant)
    ]
    values = map(partial(_value, sentence), best)
    read = zip(best, values, strict=True)
    return [WishedAct(act, value) for act, value in read if value is not None]


def fitting_rules(sentence: WishSentence) -> dict[str, frozenset[str]]:
    """Return the rules that fit a sentence by the kinds of its words, each with all
    kinds that it needs one of.
    """
    return {
        act: frozenset(" ".join(groups).split())
        for act, groups in RULES
        if not any(sentence.kinds.isdisjoint(group.split()) for group in groups)
    }


def _value(sentence: WishSentence, act: str) -> str | None:
    """Return what an act needs; None where that cannot be read, and an empty text
    where it needs nothing.
    """
    read = _VALUES.get(act)
    return read(sentence) if read else ""


def _last(kind: str) -> Callable[[WishSentence], str]:
    """Make a reader that returns the value of the last part of a kind.

    What is said last is meant: "not German, English".
    """
    return lambda sentence: sentence.of(kind)[-1].value


def _end(sentence: WishSentence) -> str | None:
    """Return the words for when a pause ends, with "until", which tells the 5th
    from five days; the Japanese まで stands behind the time.
    """
    until = sentence.of("until")[0]
    if until.means("resumes"):
        # "The 1st, then go on": what stands before it, up to a sign.
        spoken = sentence.text[: until.start].strip(MARKS)
        return _CUTS.split(spoken)[-1]
    if sentence.language != "ja":
        return sentence.text[until.start :].strip(MARKS)
    times = map(attrgetter("text"), sentence.of("time"))
    before = (*times, sentence.text[: until.start])
    return f"{before[0]}{until.text}"


def _halt(sentence: WishSentence) -> str | None:
    """Return that nothing is wanted any more; None where that is for a time alone."""
    is_short = not sentence.kinds.isdisjoint(("time", "today", "until"))
    return None if is_short else ""


def _span(sentence: WishSentence) -> str | None:
    """Return the words for a time without messages, from its first hour to its
    last: "10 pm to 7 am"; None for a single time, and for two with a verb between
    them: 八点别发九点发.
    """
    times = sentence.of("time")
    first, last = map(sentence.parts.index, (times[0], times[-1]))
    between = sentence.parts[first:last]
    if any(part.means("quiet", "drop", "want") for part in between):
        return None
    whole = sentence.text[times[0].start : times[-1].end]
    # "From 10 pm on until 7 am" has words of no meaning between the two.
    both = f"{times[0].text}-{times[-1].text}"
    named = (whole, both)[: len(times)]
    spans = filter(partial(_is_span, sentence.language), named)
    return next(spans, None)


def _is_span(language: str, words: str) -> bool:
    """Return whether words are a time from one hour to another."""
    try:
        parse_span(words, language)
    except ScheduleError:
        return False
    return True


def _pictures(sentence: WishSentence) -> str | None:
    """Return whether pictures are wanted, as a command takes it: on or off; None
    for pictures of something: "show me pictures of you", 猫の写真見せて.
    """
    if not sentence.kinds.isdisjoint(("drop", "negation")):
        return "off"
    at = sentence.parts.index(sentence.of("picture")[0])
    before = map(attrgetter("text"), sentence.parts[:at][-1:])
    behind = map(attrgetter("kinds"), sentence.parts[at + 1 : at + 2])
    names = map(attrgetter("names"), sentence.clauses)
    is_of = not _OF_BEFORE.isdisjoint(before)
    is_about = "about" in chain.from_iterable(behind)
    return None if any((is_of, is_about, *names)) else "on"


def _amount(sentence: WishSentence) -> str | None:
    """Return the last number of a sentence; None where it counts what is no story:
    1日5人まで, "5 people a day".
    """
    number = sentence.of("number")[-1]
    at = sentence.parts.index(number)
    behind = sentence.parts[at + 1 : at + 2]
    is_other = any(map(partial(_counts_other, number), behind))
    return None if is_other else number.value


def _counts_other(number: WishPart, behind: WishPart) -> bool:
    """Return whether the word behind a number says that no stories are counted.

    In Chinese and Japanese a sign close behind a number is its counter.
    """
    is_counter = all((number.end == behind.start, not behind.text.isascii()))
    counts = behind.means("piece", "daily", "each", "most", "cut", "only")
    return any((not behind.kinds, is_counter > counts))


def _free(sentence: WishSentence) -> str | None:
    """Return the days or the part of the day without news: "weekends"; None for
    an hour, for days behind ("nothing since Monday"), and for "no, I meant Monday".
    """
    if not sentence.kinds.isdisjoint(("past", "meant")):
        return None
    times = sentence.of("time")
    words = times[0].text
    is_free = is_free_time(words, sentence.language)
    return words if (len(times), is_free) == (1, True) else None


def _apart(sentence: WishSentence) -> str | None:
    """Return the days or the part of the day that the word close before it refuses:
    "tech, but not at night"; None for a time of digests.

    Other refusals are about a part of the day alone: "never at night", "de noche
    no". It is asked about, while days would leave the schedule.
    """
    time, *_ = sentence.of("time")
    is_before = partial(_is_close, second=time)
    if any(map(is_before, sentence.of("keep_last"))):
        return _free(sentence)
    last = sentence.parts[-1]
    is_last = last.means("keep_last", "negation")
    refused = (
        *map(is_before, sentence.of("negation")),
        is_last * _is_close(time, last),
    )
    free = read_free_time(time.text, sentence.language)
    is_asked = isinstance(free, FreeHours) * any(refused)
    return _free(sentence) if is_asked else None


def _is_close(first: WishPart, second: WishPart) -> bool:
    """Return whether one part follows another, with a blank between at the most."""
    return 0 <= second.start - first.end <= 1


def _bound(sentence: WishSentence) -> str | None:
    """Return the hour before or behind which nothing is wanted; None where no word
    for that stands close to it, and for two hours.
    """
    hours = sentence.of("time", "number")
    near = filter(partial(_is_next, sentence.of("beyond", "ahead")), hours)
    bound = next(near, None)
    is_span = len(sentence.of("time")) > 1
    return None if is_span or bound is None else bound.text


def _is_next(words: list[WishPart], hour: WishPart) -> bool:
    """Return whether an hour stands close to one of some words."""
    gaps = map(partial(letters_between, other=hour), words)
    return min(gaps, default=FAR) < FAR


def _late(sentence: WishSentence) -> str | None:
    """Return that another time is wanted; None where its hour is named, besides
    the one that is too early.
    """
    times = filter(None, map(attrgetter("time"), sentence.parts))
    hours = list(filter(attrgetter("has_hours"), times))
    refused = sentence.of("too", "woke")[: len(hours)]
    return None if hours[len(refused) :] else ""


def _stay(sentence: WishSentence) -> str | None:
    """Return that nothing is to change; None where something is, beside what stays:
    "don't remove sports, remove business".
    """
    changed = sentence.objects("want", "drop", "less", "more")
    return None if changed else ""


def _fault(sentence: WishSentence) -> str | None:
    """Return that something is wrong; None where another time is right: "wrong, at
    7, not at 8", or said, and nothing else: "wrong, in the evening at 8".
    """
    is_right = not _RIGHT.isdisjoint(sentence.kinds)
    is_said = any((is_right, sentence.is_whole))
    is_of_time = all(("time" in sentence.kinds, is_said))
    return None if is_of_time else ""


# What the act of a rule needs.
_VALUES: dict[str, Callable[[WishSentence], str | None]] = {
    "budget": _amount,
    "style": lambda _sentence: "headline",
    "images": _pictures,
    "free": _free,
    "apart": _apart,
    "night": _bound,
    "dawn": _bound,
    "untimely": _late,
    "late": _late,
    "news": _last("language"),
    "language": _last("language"),
    "timezone": _last("place"),
    "pause": _end,
    "quiet": _span,
    "halt": _halt,
    "fault": _fault,
    "stay": _stay,
}
