"""Tell whether a sentence has one meaning, and none that is turned round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter

from news.errors import ScheduleError
from news.schedule import parse_schedule
from news.schedule.finding import TimePhrase
from news.schedule.written import parts_of
from news.wishes.parts import WishPart
from news.wishes.setting_rules import fitting_rules
from news.wishes.taken_back import is_taken_back, tells_of_past
from news.wishes.wish_sentence import WishSentence

_WEEK = 7
# Languages in which two refusals are one: "no quiero nada de deportes".
_CONCORD = frozenset(("es", "fr", "ru"))
# Kinds that change what a sentence means: unclear where no rule took them.
_TELLING = frozenset(
    (
        "topics",
        "which",
        "how",
        "leave",
        "undo",
        "breaking",
        "pause",
        "quiet",
        "being",
        "language",
        "never",
        "short",
        "picture",
        "headline",
        "number",
        "ask",
        "until",
        "latest",
        "negation",
        "all",
    )
)
# Kinds of words that together leave open whether a sentence is meant: "perhaps";
# "if I leave sports"; "no sports today"; "I'm in Rome today".
_DOUBTS = (
    frozenset(("doubt",)),
    frozenset(("drop", "when")),
    frozenset(("drop", "today")),
    frozenset(("place", "today")),
    frozenset(("place", "when")),
    frozenset(("place", "asks")),
)
# Kinds that make a wish of a time: "at 8" alone may be any time.
_BIDDING = frozenset(("want", "tell", "move", "only"))


def is_clear(
    sentence: WishSentence, acts: Collection[str], times: Sequence[str]
) -> bool:
    """Return whether every word of a sentence is understood, and it has one
    meaning.

    `acts` are what it asks for, `times` those of digests that it names.
    """
    topics = sentence.objects("want", "drop")
    verbs = map(attrgetter("verb"), sentence.clauses)
    sure = map(attrgetter("is_sure"), sentence.clauses)
    tests = (
        # Who likes sports does not yet ask for them, who corrects somebody may
        # have meant another sentence, and a journey may lie ahead or behind.
        sentence.kinds.isdisjoint(("likes", "meant", "unsure")),
        not all((topics, "keep_last" in sentence.kinds)),
        not _is_slogan(sentence),
        *verbs,
        *sure,
        # "Banks skip weekends" tells of others.
        any((sentence.is_whole, sentence.clauses)),
        _are_taken(sentence, acts),
        not times or _is_sure_time(sentence, times),
        # "I don't want headlines only."
        not all(("style" in acts, "drop" in sentence.kinds)),
        # "Stop the war on Saturday" asks for no day without news.
        not all(("free" in acts, "topic" in sentence.kinds)),
    )
    return all(tests)


def _is_slogan(sentence: WishSentence) -> bool:
    """Return whether a sentence may be a saying: "Follow the science"; "follow the
    science news" and "follow science" are wishes.
    """
    match [part for part in sentence.parts if not part.means("cut")]:
        case [verb, article, topic]:
            is_article = article.text.casefold() == "the"
            return all((is_article, verb.means("want"), topic.means("topic")))
    return False


def is_doubtful(sentence: WishSentence, *, is_asked: bool) -> bool:
    """Return whether a sentence may not be meant, or mean the contrary: "perhaps
    no sports", "don't mute sports", "nothing except sports", "remove sports?".
    """
    is_open = any((is_asked, "asks" in sentence.kinds))
    wanted, dropped = map(sentence.objects, ("want", "drop"))
    is_changed = not sentence.kinds.isdisjoint(("drop", "picture"))
    tests = (
        any(map(sentence.kinds.issuperset, _DOUBTS)),
        all((is_open, is_changed, "polite" not in sentence.kinds)),
        # "Hide pictures of sports" is about neither alone.
        all((dropped, "picture" in sentence.kinds)),
        not frozenset(wanted).isdisjoint(dropped),
        # "My wife doesn't like sports."
        all(([*wanted, *dropped], "others" in sentence.kinds)),
        _is_refused_twice(sentence),
        is_taken_back(sentence),
        tells_of_past(sentence),
    )
    return any(tests)


def _is_refused_twice(sentence: WishSentence) -> bool:
    """Return whether one refusal is about another: "don't want no", "nothing
    without".
    """
    told = [part for part in sentence.parts if not part.means("fill")]
    next_to = (
        all((first.means("drop", "negation"), second.means("drop")))
        for first, second in pairwise(told)
    )
    is_double = all((sentence.language not in _CONCORD, any(next_to)))
    refusals = [part for part in told if part.means("drop")]
    besides = sum(part.means("except") for part in refusals)
    return any((is_double, 0 < besides < len(refusals)))


def _are_taken(sentence: WishSentence, acts: Collection[str]) -> bool:
    """Return whether a rule took every word that changes the meaning.

    A word that may mean nothing leaves a sentence as clear as it was.
    """
    rules = fitting_rules(sentence) if acts else {}
    used = {"latest"}.intersection(acts).union(*rules.values())
    telling = filter(_tells, sentence.parts)
    return not any(map(used.isdisjoint, map(attrgetter("kinds"), telling)))


def _tells(part: WishPart) -> bool:
    """Return whether a part changes what a sentence means, and is neither a verb
    nor a word that may mean nothing.

    "For" may mean until when, but stands before most names.
    """
    is_other = part.means("fill", "want", "drop", "about")
    return part.means(*_TELLING) and not is_other


def _is_sure_time(sentence: WishSentence, times: Sequence[str]) -> bool:
    """Return whether a time is meant for all digests: one time, of no single day,
    in no name.

    With days alone, or with a summary, the other days may keep their digests.
    """
    phrases = filter(None, map(attrgetter("time"), sentence.parts))
    daily = partial(_is_daily, sentence.language)
    is_whole = any(
        (sentence.clauses, "only" in sentence.kinds, all(map(daily, times)))
    )
    tests = (
        len(times) == 1,
        not _BIDDING.isdisjoint(sentence.kinds),
        not any(map(_is_doubtful, phrases)),
        is_whole,
    )
    return all(tests)


def _is_doubtful(time: TimePhrase) -> bool:
    """Return whether words may be no time of digests: those of a single day, and
    those that stand in names.
    """
    is_named = time.strength == "weak" and not time.is_led
    return time.is_once or is_named


def _is_daily(language: str, when: str) -> bool:
    """Return whether a time is that of every day; a rhythm without an hour is of
    none.
    """
    try:
        parts = parts_of(parse_schedule(when, language))
    except ScheduleError:
        return False
    days = chain.from_iterable(map(attrgetter("days"), parts))
    return len(set(days)) == _WEEK


def is_turned(sentence: WishSentence) -> bool:
    """Return whether a word turns the meaning round, or asks, that no clause takes:
    "never", "how late", "nothing on weekends".

    "Not 8 but 9" is about times, and "tech, not sports" about topics; "it's not
    that I don't want it" is about neither.
    """
    verbs = set(map(attrgetter("verb"), sentence.clauses))
    times = sentence.of("time", "number")
    is_of_two = any(({"want", "drop"} <= verbs, len(times) > 1))
    # "What's new" asks for news, and "instead of 9" for another time.
    refusing = ["keep_last", "drop"] * is_of_two
    apart = ("fill", "latest", "keep_first", *refusing)
    # "No, rather at 9" answers, and refuses nothing.
    is_answer = bool(times) and sentence.parts[0].means("nay")
    told = sentence.parts[is_answer:]
    loose = [part.kinds for part in told if not part.means(*apart)]
    kinds = frozenset(chain.from_iterable(loose))
    turned = (
        not kinds.isdisjoint(("negation", "how", "which")),
        ("keep_last" in kinds) > bool(times),
        # "No, I meant sports" refuses what was understood before.
        all(("drop" in kinds - verbs, "meant" not in sentence.kinds)),
    )
    return any(turned)
