"""Recognise a wish for some topics at some times only: "no sports in the morning", "pause tech
until Monday". All that a chat follows comes with the same digests, so the bot must say so.
"""

from __future__ import annotations

import re
from itertools import filterfalse
from operator import attrgetter

from news.topics import find
from news.wishes.parts import WishPart
from news.wishes.wish_sentence import WishSentence

# What makes a wish of a time, which is then none of a refusal: "no sports, send it in
# the evening".
_BIDDING = frozenset(("want", "tell", "move", "only"))
# Words that may mean a pause and refuse messages of all kinds too.
_NO_PAUSE = ("drop", "negation", "quiet", "halt", "fill")
# Days, a topic and its refusal in the orders in which people write them: "Fridays no
# business", "no business on Fridays", 周五财经不要, "Friday business no".
# Days right behind another topic are that one's: "health twice a week but nothing on
# celebrities".
_ON_DAYS = re.compile(r"(?<!t)d(?:rt|tr)|rtd|trd|tdr(?!t)")
# Beside these a sentence wants two things: "pause, and follow tech".
_OTHERS = frozenset(("want", "drop", "and"))


def is_partial(sentence: WishSentence) -> bool:
    """Return whether a sentence refuses or pauses a topic by its name, and only for a
    while, for days or for a part of the day.

    "No sports, at 8" has an hour, which is that of digests, and "no sports" is for
    good; "no sports before 8" is for some hours.
    """
    is_for_a_time = any(
        (
            _names_days_alone(sentence),
            _is_bound(sentence),
            _refuses_on_days(sentence),
        )
    )
    is_timed = all((is_for_a_time, _refuses_topic(sentence)))
    return any((_pauses_topic(sentence), is_timed))


def _pauses_topic(sentence: WishSentence) -> bool:
    """Return whether a pause is of a topic: "pause tech", 体育暂停到周五.

    Each word must be understood: "pause in the war" tells something.
    """
    pauses = filterfalse(_refuses, sentence.of("pause"))
    tests = (
        sentence.is_whole,
        sentence.of("topic"),
        list(pauses),
        sentence.kinds.isdisjoint(_OTHERS),
    )
    return all(tests)


def _refuses(part: WishPart) -> bool:
    """Return whether a word for a pause may as well refuse something: "nothing"."""
    return part.means(*_NO_PAUSE)


def _names_days_alone(sentence: WishSentence) -> bool:
    """Return whether days or parts of the day are named, and no hour."""
    times = list(filter(None, map(attrgetter("time"), sentence.parts)))
    has_hours = any(map(attrgetter("has_hours"), times))
    is_bidden = not _BIDDING.isdisjoint(sentence.kinds)
    return all((times, not has_hours, not is_bidden))


def _refuses_on_days(sentence: WishSentence) -> bool:
    """Return whether days stand close beside a topic that is refused, whatever other
    time is named: "send it at 8, but skip business on Fridays".

    "No business, send it on Fridays at 8" has a verb between the two. Days with an
    hour are those of digests: "no sports on Fridays at 8" may mean both.
    """
    told = filterfalse(_is_small, sentence.parts)
    signs = "".join(map(_sign, told))
    return _ON_DAYS.search(signs) is not None


def _sign(part: WishPart) -> str:
    """Return one letter for what a part is: days without an hour, a refusal, a topic, or
    anything else.
    """
    is_days = part.time is not None and not part.time.has_hours
    signs = {"d": is_days, "r": part.means("drop"), "t": part.means("topic")}
    return next(filter(signs.get, signs), ".")


def _is_small(part: WishPart) -> bool:
    """Return whether a word says nothing between a topic and its days: "the", "on"."""
    return part.means("fill", "about") > part.means("drop", "topic")


def _is_bound(sentence: WishSentence) -> bool:
    """Return whether an hour is named up to which, or from which on, something is."""
    tests = (
        sentence.of("ahead", "beyond"),
        sentence.of("time", "number"),
        _BIDDING.isdisjoint(sentence.kinds),
    )
    return all(tests)


def _refuses_topic(sentence: WishSentence) -> bool:
    """Return whether a topic is refused, or named behind "no news about".

    Of two topics one may be wanted, so the first is compared.
    """
    dropped = any(map(find, sentence.objects("drop")))
    topics, quiet = sentence.of("topic"), sentence.of("quiet")
    if not topics or not quiet:
        return dropped
    return dropped or quiet[0].end <= topics[0].start
