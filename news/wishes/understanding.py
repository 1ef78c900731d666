"""Combine the parts of a sentence into what a person wants: `follow tech, no sports, at 8`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, filterfalse
from operator import attrgetter

from news.topics import find
from news.wishes.clarity import is_clear, is_doubtful, is_turned
from news.wishes.partial_wishes import is_partial
from news.wishes.rules import MARKS
from news.wishes.setting_rules import WishedAct, settings_of
from news.wishes.wish_grammar import LONGEST, languages_of
from news.wishes.wish_sentence import WishSentence, read_sentence
from news.wishes.wished_times import REFUSING, times_of

# The share of a sentence's letters that must be understood before anything is
# offered: of pasted headlines it is less than half.
_SHARE = 0.6
# What only shows something.
_ANSWERS = frozenset(
    (
        "topics",
        "subscriptions",
        "help",
        "alerts",
        "much",
        "hello",
        "thanks",
        "why",
        "late",
        "untimely",
        "night",
        "dawn",
        "latest",
        "no",
        "leaving",
        "languages",
        "cost",
        "save",
        "share",
        "fault",
        "stay",
        "partial",
    )
)
# What is offered however clear it is: a language may be that of the news or of
# the interface.
_OFFERED = frozenset(("language", "news"))
# A thank-you or a goodbye, and what may stand beside it: "thanks for the news".
_THANKING = frozenset(("thanks", "bye", "praise"))
_BESIDE_THANKS = frozenset(
    (
        "warmly",
        "hello",
        "cut",
        "news",
        "read",
        "summary",
        "about",
        "and",
        "today",
        "all",
    )
)
# Beside these words the news are all that is wanted: "please send me the news".
_BESIDE_NEWS = frozenset(
    (
        "want",
        "weak",
        "sent",
        "news",
        "read",
        "latest",
        "polite",
        "today",
        "fill",
        "cut",
        "piece",
        "summary",
    )
)
# What the rules for whole sentences read too, and more exactly.
_WHOLE = frozenset(
    (
        "no",
        "help",
        "pause",
        "timezone",
        "quiet",
        "subscribe",
        "drop",
        "latest",
        "hello",
    )
)
# What is said of topics that are named without a verb: "tech, but keep it short".
_BESIDE_TOPICS = frozenset(("brief", "apart", "night", "dawn"))
# What has times of its own, which are not those of digests.
_OTHER_TIMES = frozenset(
    (
        "pause",
        "quiet",
        "free",
        "apart",
        "late",
        "untimely",
        "night",
        "dawn",
    )
)
# What makes a wish of a time.
_BIDDING = frozenset(("want", "tell", "move", "only"))
# What is asked of what came: "why do I get the same twice?"
_OF_SENT = frozenset(("why", "fault"))
# Kinds of words that together want stories as soon as they are there.
_WATCH = frozenset(("tell", "when"))
_AT_ONCE = (frozenset(("now",)), _WATCH)
_LATIN = re.compile(r"[A-Za-z]")
# One line that is not too long to be a wish.
_LINE = re.compile(rf"[^\n]{{1,{LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that a sentence asks for, as far as it is understood."""

    language: str
    orders: tuple[WishedAct, ...]
    # The times of digests, each in the person's words.
    times: tuple[str, ...] = ()
    # Stories are wanted as soon as they are there.
    at_once: bool = False
    # Every word is understood, and the sentence has one meaning.
    is_clear: bool = False
    # It may not be meant: it is asked, reported, or said of what could be.
    is_doubtful: bool = False
    # No rule for whole sentences reads it better.
    is_composed: bool = False

    def has(self, *acts: str) -> bool:
        """Return whether there are orders of all these kinds."""
        return self.acts.issuperset(acts)

    @property
    def acts(self) -> frozenset[str]:
        """What is to be done, without what it is done with."""
        return frozenset(map(attrgetter("act"), self.orders))

    @property
    def names_topics(self) -> bool:
        """Whether all that is followed or left are topics, and something is."""
        named = _names_of(self.orders, "subscribe", "drop", "less", "more")
        return all((named, *map(find, named)))

    @property
    def is_settled(self) -> bool:
        """Whether it may be done at once."""
        return any((self.is_clear, self.is_answer))

    @property
    def is_answer(self) -> bool:
        """Whether nothing is to be changed."""
        return not self.times and self.acts <= _ANSWERS


def understand(text: str, locale: str) -> Understanding | None:
    """Return what a sentence asks for, by the chat's language or by English,
    whichever explains more of it; None for a text that asks for nothing.

    Time is linear in the text; one of more than 200 characters tells something.
    """
    plain = text.strip(MARKS)
    if not _LINE.fullmatch(plain):
        return None
    read = partial(read_sentence, plain)
    own, *others = languages_of(locale)
    first = read(own)
    # English explains no more of a sentence that is wholly understood, or has
    # none of its letters.
    may_be_other = first.share < 1 and _LATIN.search(plain)
    again = map(read, others * bool(may_be_other))
    best = max((first, *again), key=attrgetter("share"))
    return _understood(best, is_asked=not frozenset("?？").isdisjoint(text))


def _understood(
    sentence: WishSentence, *, is_asked: bool
) -> Understanding | None:
    """Combine the parts of a sentence; None where they ask for nothing.

    A question asks for nothing, unless it is why something was sent.
    """
    settings = settings_of(sentence)
    acts = set(map(attrgetter("act"), settings))
    is_why = "why" in acts
    is_other = all((is_turned(sentence), not settings))
    is_question = "ask" in sentence.kinds and acts.isdisjoint(_OF_SENT)
    if any((sentence.share < _SHARE, is_question, is_other)):
        return None
    if is_why:
        # What the person names is what came, and not what is wanted.
        return Understanding(sentence.language, (WishedAct("why"),))
    if is_partial(sentence):
        told = (WishedAct("partial"),)
        return Understanding(sentence.language, told, is_composed=True)
    wanted = _wanted(sentence, is_alone=acts <= _BESIDE_TOPICS)
    # "What happened yesterday evening" names no time of digests.
    is_apart = acts.isdisjoint(_OTHER_TIMES) and "past" not in sentence.kinds
    times = times_of(sentence) * is_apart
    orders = (*wanted, *settings, *_courtesy(sentence))
    acts.update(map(attrgetter("act"), orders))
    if not any((orders, times)):
        return None
    if _is_remark_with_day(sentence, acts, times):
        return None
    at_once = any(map(sentence.kinds.issuperset, _AT_ONCE))
    # "Can you send me science?" is a wish.
    is_asked = all((is_asked, "polite" not in sentence.kinds))
    doubtful = is_doubtful(sentence, is_asked=is_asked)
    is_meant = not is_asked and is_clear(sentence, acts, times)
    return Understanding(
        sentence.language,
        orders,
        times,
        at_once=at_once,
        is_doubtful=doubtful,
        is_clear=is_meant and not doubtful and acts.isdisjoint(_OFFERED),
        is_composed=at_once or _is_composed(orders, times, sentence.kinds),
    )


def _is_remark_with_day(
    sentence: WishSentence, acts: Collection[str], times: Sequence[str]
) -> bool:
    """Return whether a sentence names nothing but a day or a part of it, beside words
    that nothing explains: "I'll be in Paris on Friday".

    Such a day is the time of no digest, and no hour is asked for it.
    """
    named = filter(None, map(attrgetter("time"), sentence.parts))
    tests = (
        times,
        not acts,
        not sentence.is_whole,
        not any(map(attrgetter("has_hours"), named)),
        _BIDDING.isdisjoint(sentence.kinds),
    )
    return all(tests)


def _courtesy(sentence: WishSentence) -> tuple[WishedAct, ...]:
    """Return thanks or a greeting, where a sentence does nothing else and every
    word of it is understood.
    """
    empty = attrgetter("is_empty")
    told = map(attrgetter("kinds"), filterfalse(empty, sentence.parts))
    kinds = frozenset(chain.from_iterable(told))
    tests = (
        sentence.is_whole,
        not sentence.kinds.isdisjoint(_THANKING),
        kinds <= _THANKING | _BESIDE_THANKS,
    )
    if all(tests):
        return (WishedAct("thanks"),)
    kinds = sentence.kinds
    is_greeting = "hello" in kinds and kinds <= {"hello", "fill", "cut"}
    return (WishedAct("hello"),) * is_greeting


def _wanted(sentence: WishSentence, *, is_alone: bool) -> list[WishedAct]:
    """Return what to follow, to show once, to leave, or to weigh otherwise.

    `is_alone` says that the sentence wants nothing else: then it also wants what
    it names without a verb.
    """
    wanted = sentence.objects("want")
    # Of other words than topics nobody knows what is wanted, unless it is news;
    # of topics neither, beside words that nobody understands: "vive le sport".
    # Names that are refused are understood: "tech, but nothing about apple".
    is_refusing = "drop" in sentence.kinds and sentence.share == 1
    is_named = "latest" in sentence.kinds or sentence.is_whole or is_refusing
    # "Football is my life" tells something.
    if all((is_alone, is_named, "is" not in sentence.kinds)):
        wanted += sentence.objects("")
    dropped = sentence.objects("drop")
    shown: list[WishedAct] = []
    is_bidden = all((is_alone, _bids_news(sentence)))
    if any((is_bidden, _asks_news(sentence, wanted))):
        shown, wanted = [WishedAct("latest", ", ".join(wanted))], []
    less, more = map(sentence.objects, ("less", "more"))
    named = (
        ("subscribe", wanted),
        ("drop", dropped),
        ("less", less),
        ("more", more),
    )
    orders = [WishedAct(act, ", ".join(names)) for act, names in named if names]
    return [*shown, *orders]


def _bids_news(sentence: WishSentence) -> bool:
    """Return whether the news are wanted now, and nothing besides: "gimme the
    news", 给我看新闻; with a time they are wanted at that time.
    """
    is_bidden = {"want", "news"} <= sentence.kinds <= _BESIDE_NEWS
    return all((sentence.is_whole, is_bidden))


def _asks_news(sentence: WishSentence, wanted: list[str]) -> bool:
    """Return whether somebody wants to know what is new now, on what is named or
    on all: "anything new on Mars?", "send me the latest news"; not what the bot
    has: 有什么主题?

    Of all the news each word is understood: "The Latest: Tokyo storm shifts rowing
    and sailing" is a headline.
    """
    kinds = sentence.kinds
    tests = (
        "latest" in kinds,
        kinds.isdisjoint(("topics", "able")),
        # "Tell me when there is anything new" is about what comes.
        not kinds.issuperset(_WATCH),
        any((wanted, sentence.is_whole)),
        any((kinds & {"about", "news"}, all(map(find, wanted)))),
    )
    return all(tests)


def _is_composed(
    orders: Sequence[WishedAct], times: Sequence[str], kinds: frozenset[str]
) -> bool:
    """Return whether rules for whole sentences read less of a sentence: several
    things, settings that they have no rule for, topics, a summary at a time, or what
    is new on a topic, for which they would search.
    """
    acts = set(map(attrgetter("act"), orders))
    topics = _names_of(orders, "latest")
    named = _names_of(orders, "subscribe", "drop")
    composed = (
        acts - _WHOLE,
        # A rule for whole sentences may take more into the name of a topic.
        all((named, not times, *map(find, named))),
        # And it may take the time that is refused.
        all((times, not kinds.isdisjoint(REFUSING))),
        acts.issuperset(("subscribe", "drop")),
        all((times, not acts, "summary" in kinds)),
        all(("latest" in acts, *map(find, topics))),
    )
    return any(composed)


def _names_of(orders: Sequence[WishedAct], *acts: str) -> list[str]:
    """Return what the orders of some kinds are about."""
    named = (order.names for order in orders if order.act in acts)
    return list(chain.from_iterable(named))
