"""Part a wish that names topics and a time: `send me tech news every morning at 8`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from news.schedule.finding import HourForm, Strength, TimePhrase, times_said
from news.schedule.vocabulary import normal
from news.wishes.parts import read_parts
from news.wishes.rules import MARKS
from news.wishes.wish_grammar import LONGEST, WishGrammar, grammar, languages_of

# Words that join a time to one side of its sentence: "in the evening".
_SEAMS = 2
# Words, or Chinese characters by threes, of a topic that is named without a
# verb; a longer text tells something.
_LONGEST_NAME = 4
_NAME_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,3}|[^\W\u3040-\u30ff\u3400-\u9fff]+"
)
# One line without the signs of exact words and of regular expressions, which
# make a text a filter.
_SENTENCE = re.compile(rf"""(?!.*(?<!\S)/.*/)[^\n"“”„«»「」]{{1,{LONGEST}}}""")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class TimedWish:
    """What a person wants to read, and when."""

    # Topics or phrases, with commas between; empty for all the news.
    topics: str
    # The time in the person's own words; a schedule can be read from it, or
    # the person is asked.
    when: str
    # The language of `when`.
    language: str
    # A verb asks for it: "send me", 推送.
    is_asked: bool


@dataclass(frozen=True, slots=True)
class _Request:
    """What a sentence without its time asks for: "send me tech news, please"."""

    # Topics with commas between; empty for all the news.
    topics: str
    # The same as it is written: "tech".
    what: str
    has_verb: bool
    # More is written than what is wanted: a verb, or the word for news.
    is_framed: bool
    # Its verb takes a name whole: "follow".
    names_whole: bool

    def is_bidden(self, *, is_sure: bool) -> bool:
        """Return whether this is asked for: by a verb, or all the news at a sure
        time: "news every morning at 9".
        """
        return self.has_verb or (is_sure and not self.topics)

    def is_known(self, find_topic: Callable[[str], str | None]) -> bool:
        """Return whether all that is asked for are topics; all the news is."""
        return all(map(find_topic, filter(None, self.topics.split(", "))))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence without its time."""

    # What stands before the time and behind it.
    left: str
    right: str
    when: str
    strength: Strength
    # How its hour is written.
    form: HourForm
    # Its time is of a single day, as in many questions.
    is_once: bool

    @property
    def text(self) -> str:
        """Both sides as one text."""
        is_close = _HAN.match(self.left[-1:]) and _HAN.match(self.right[:1])
        blank = "" if is_close else " "
        return f"{self.left}{blank}{self.right}".strip(MARKS)

    @property
    def _is_every(self) -> bool:
        """Whether the time begins with 每, as no name does: 毎朝, 每天早上; 每日 is
        weak.
        """
        return self.when.startswith(("每", "毎"))

    def is_apart(
        self, request: _Request, *, is_known: bool, is_name: bool
    ) -> bool:
        """Return whether the time is no part of what is wanted.

        `is_known` says that all topics are known, `is_name` that the verb takes
        a name whole.
        """
        if self.is_once and not is_known:
            return False
        if is_name and self._ends_name(request.topics, is_known=is_known):
            return False
        return self._parts(request.what, is_known=is_known)

    def _ends_name(self, topics: str, *, is_known: bool) -> bool:
        """Return whether an hour belongs to the name that somebody follows:
        "World at One", "Newsnight at 10"; not to a topic: "tech at 8".
        """
        is_hour: Mapping[HourForm, bool] = {
            "shown": True,
            "bare": is_known and bool(topics),
            "titled": False,
        }
        # "the 9 o'clock news"
        opens_news = not topics and bool(self.right)
        is_name = opens_news or not is_hour[self.form]
        return is_name and self.strength == "likely"

    def _parts(self, what: str, *, is_known: bool) -> bool:
        """Return whether the time stands outside of what is wanted.

        "the 8 pm curfew", "Science Daily" and "Saturday Night Live" are wanted
        whole; "8 pm sports" is not, for sports are known as a topic.
        """
        left, right, what = map(normal, (self.left, self.right, what))
        is_whole = what in f"{left}\n{right}"
        is_before, is_behind = right.startswith(what), left.endswith(what)
        is_apart: Mapping[Strength, bool] = {
            "sure": True,
            "likely": is_whole
            and (is_known or not is_before or self._is_every),
            "weak": is_whole and not (is_before or is_behind),
        }
        return is_apart[self.strength]


def read_timed_wish(
    text: str,
    locale: str,
    find_topic: Callable[[str], str | None],
    *,
    is_asked: bool = False,
) -> TimedWish | None:
    """Part a text into topics and a time, by the chat's language first and then
    by English; None for a text that is not both.

    A time within a name stays there: "Good Morning America", 每日经济新闻. `find_topic` is
    `news.topics.find`; `is_asked` says that the text follows a verb such as /subscribe.
    Only the form is read: `parse_schedule` may refuse the time.
    """
    if not _SENTENCE.fullmatch(text.strip()):
        return None
    for language in languages_of(locale):
        rules = grammar(language)
        sentence = _without_time(text.strip(MARKS), rules)
        if sentence is not None:
            return _read(sentence, rules, find_topic, is_asked=is_asked)
    return None


def _without_time(text: str, rules: WishGrammar) -> _Sentence | None:
    """Take the time out of a sentence; None where it has none, or two, or the
    time of something else: "pause until Monday 8:00"; nor is one taken that is
    refused: "tech, but not at 8".
    """
    times = times_said(text, rules.language)
    if any(map(partial(_is_refused, text, rules.language), times)):
        return None
    certain = tuple(
        time
        for time in times
        if time.strength != "weak" or _stands_apart(time, text, rules)
    )
    is_other = rules.others.captured(text) is not None
    match () if is_other else certain or times:
        case (time,):
            return _around(text, (time,), time.strength, rules)
        case (first, second) if first.has_hours != second.has_hours:
            # "Every weekday send me tech at 8" has one time in two places.
            return _around(text, (first, second), "sure", rules)
    return None


def _is_refused(text: str, language: str, time: TimePhrase) -> bool:
    """Return whether the word before a time refuses it: "not at 8", но не в 8.

    "Not later than 8" has another word between the two.
    """
    before = read_parts(text[: time.start].rstrip(), language)
    return any(part.means("keep_last", "negation") for part in before[-1:])


def _stands_apart(time: TimePhrase, text: str, rules: WishGrammar) -> bool:
    """Return whether days without an hour are no part of a name: "Mondays send
    me tech at 8" and "at 8 send me tech on Mondays", but not "Sunday Times".
    """
    if time.has_hours:
        return False
    if time.start > 0:
        return time.is_led and time.end == len(text)
    rest = rules.seam_before.trimmed(text[time.end :].strip(MARKS))
    return _wanted(rest, rules) is not None


def _around(
    text: str,
    times: Sequence[TimePhrase],
    strength: Strength,
    rules: WishGrammar,
) -> _Sentence:
    """Return the words before, between and behind the phrases of one time."""
    first, last = times[0], times[-1]
    between = rules.seam_before.trimmed(text[first.end : last.start])
    left = f"{text[: first.start]}{between}".strip(MARKS)
    right = text[last.end :].strip(MARKS)
    for _ in range(_SEAMS):
        left = rules.seam_behind.trimmed(left)
        right = rules.seam_before.trimmed(right)
    return _Sentence(
        "" if normal(left) in rules.seams else left,
        right,
        when=" ".join(time.text for time in times),
        strength=strength,
        form=last.form,
        is_once=last.is_once,
    )


def _read(
    sentence: _Sentence,
    rules: WishGrammar,
    find_topic: Callable[[str], str | None],
    *,
    is_asked: bool,
) -> TimedWish | None:
    """Read what is wanted from the words around a time.

    Without a verb "meet me at 8" is no wish, but "tech news at 8" is.
    """
    request = _request(sentence.text, rules)
    if request is None or rules.is_vague(request.what):
        return None
    is_known = request.is_known(find_topic)
    takes_name = is_asked or request.names_whole
    if not sentence.is_apart(request, is_known=is_known, is_name=takes_name):
        return None
    topics = request.topics
    is_sure = sentence.strength == "sure"
    is_bidden = is_asked or request.is_bidden(is_sure=is_sure)
    names_news = is_known or is_sure or request.is_framed
    if is_bidden or (names_news and not _is_long(topics)):
        return TimedWish(topics, sentence.when, rules.language, is_bidden)
    return None


def _request(text: str, rules: WishGrammar) -> _Request | None:
    """Return what a sentence asks for; None for a wish that is not for news:
    "pause".
    """
    plain = rules.without_courtesies(text)
    if not plain or rules.others.captured(plain) is not None:
        return None
    wanted = _wanted(plain, rules) or _wanted(text, rules)
    what = rules.without_news(wanted or plain)
    topics = "" if _is_all_news(plain, what, rules) else rules.listed(what)
    return _Request(
        topics,
        what,
        has_verb=wanted is not None,
        is_framed=len(what) < len(plain),
        names_whole=rules.following.captured(plain) is not None,
    )


def _is_all_news(plain: str, what: str, rules: WishGrammar) -> bool:
    """Return whether no topic is named: "send me the news", "send me my digest"."""
    is_digest = rules.rules["digest"].captured(plain) is not None
    # A courtesy alone, such as 吧, is not what is wanted.
    is_particle = rules.behind.captured(f"x{what}") == "x"
    return is_digest or is_particle or normal(what) in rules.news


def _wanted(text: str, rules: WishGrammar) -> str | None:
    """Return what a verb asks for; None without a verb.

    Both rules may match: "subscribe to tech and send it" is tech.
    """
    subscribe = rules.rules["subscribe"]
    delivered = rules.delivery.captured(text)
    if delivered is None:
        return subscribe.captured(text)
    return subscribe.trimmed(delivered)


def _is_long(topics: str) -> bool:
    """Return whether words without a verb tell something rather than name it."""
    lengths = (len(_NAME_WORD.findall(topic)) for topic in topics.split(", "))
    return max(lengths) > _LONGEST_NAME
