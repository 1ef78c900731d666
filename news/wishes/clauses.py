"""Part a sentence into clauses: each verb of wanting or leaving, with what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, chain, groupby, pairwise
from operator import attrgetter

from news.wishes.parts import WishPart
from news.wishes.topic_names import names_part

# Words of a name that is followed or left, and Chinese characters of one.
_LONGEST_NAME, _LONGEST_HAN = 4, 8
# Verbs that no later verb of their clause takes back: "I don't want you to send me",
# "give me less sports". "Don't remove" stays what it is too.
_LASTING = {verb: verb for verb in ("drop", "less", "more", "stay")}
# Verbs that begin a clause behind what another verb is about.
_VERBS = frozenset(("drop", "want", "less", "more", "stay"))
# What excepts something refuses it.
_VERB_OF = {"except": "drop"}
_WEIGHING = frozenset(("less", "more"))
# The verb of a clause, and those that change it behind what it is about: "sports
# less often", больше спорта не надо.
_CHANGED = {
    "": frozenset(("less", "more")),
    "want": frozenset(("less", "more")),
    "more": frozenset(("drop",)),
}
_KANA = re.compile(r"[\u3040-\u309f]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(slots=True)
class WishClause:
    """A verb with what it is about."""

    # `want`, `drop`, `less`, `more`, `stay` of what is not to be left ("don't remove
    # sports, remove business"), or empty without a verb.
    verb: str = ""
    # It begins with its verb, behind no sign.
    is_bound: bool = False
    # It begins with "but" or "except", behind a refusal: what it is about is kept.
    is_kept: bool = False
    # Keys of topics, and other names in the person's own letters.
    topics: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    # One meaning: no verb was guessed, and no word changes what a topic is.
    is_sure: bool = True
    # Its verbs stand in titles too: "no deal", "stop the war", "give peace".
    is_weak: bool = True
    # Something that it is about stands before its verb, as in Japanese.
    begins_before: bool = False
    # That verb is Japanese: nothing behind it belongs to the clause.
    is_closed: bool = False
    # It is about more than topics by their own names.
    has_names: bool = False
    # It names a part of a topic, or the topic by another name: baseball.
    has_sections: bool = False
    # Such names in the person's own letters, by the topics' keys.
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def may_be_title(self) -> bool:
        """Whether it may as well be the title of something: "stop the war"."""
        return all((self.verb, self.is_weak, self.has_names))

    @property
    def objects(self) -> list[str]:
        """What it is about, topics first; of what is left only the part that is named."""
        if self.verb == "drop":
            named = [self.sections.get(key, key) for key in self.topics]
            return [*named, *self.names]
        return [*self.topics, *self.names]

    def take_verb(
        self, verb: str, *, is_weak: bool, is_last: bool = False
    ) -> None:
        """Take a verb; a refusal stays one.

        `is_weak` says that the verb stands in titles too, `is_last` that verbs
        stand behind what they are about.
        """
        self.is_closed |= is_last and bool(self.objects)
        if verb in _WEIGHING:
            # Of "I'm getting too much" nobody wants less "getting".
            self.names = [name for name in self.names if _HAN.match(name)]
        self.verb = _LASTING.get(self.verb, verb)
        self.is_weak &= is_weak
        self.begins_before |= bool(self.objects)

    def take_topics(self, row: Sequence[WishPart]) -> None:
        """Take neighbouring topics: "tech sports" are two."""
        self._begin_row()
        self.topics += map(attrgetter("value"), row)
        sections = {
            part.value: part.text for part in row if names_part(part.text)
        }
        self.sections |= sections
        self.has_sections |= any(part.means("section") for part in row)
        self.has_names |= self.has_sections

    def take_name(self, name: str, row: Sequence[WishPart]) -> None:
        """Take neighbouring words as one name, though some are topics: "world cup"
        and 新能源汽车 are names. A long row tells something, and one letter names
        nothing.
        """
        self._begin_row()
        self.has_names = True
        longest = _LONGEST_HAN if _HAN.match(name) else _LONGEST_NAME
        is_name = len(row) <= longest and len(name) > 1
        self.names += [name] * is_name
        self.is_sure &= is_name and not any(map(attrgetter("kinds"), row))

    def _begin_row(self) -> None:
        """Forget what stands before the verb if more stands behind it: "my boss
        said: stop sending politics" has a subject of its own.
        """
        if self.begins_before:
            self.names.clear()
            self.is_sure = False

    def change_verb(self, behind: WishClause) -> None:
        """Take the verb of the clause behind, where that is about nothing: "sports
        less often"; behind a sign only where this one has no verb.
        """
        is_change = behind.verb in _CHANGED.get(self.verb, ())
        is_joined = behind.is_bound or not self.verb
        if is_change and is_joined and not behind.objects:
            self.verb = behind.verb

    def settle(self, verb: str) -> None:
        """Take the verb of the clause before for one without a verb.

        It is sure for what is wanted alone: "no sports, politics" may mean both.
        "Don't let me miss sports", with a name and a topic, is no refusal of
        sports.
        """
        is_guessed = self.is_kept or verb != "want"
        self.is_sure &= bool(self.verb) or not is_guessed
        self.verb = verb
        is_mixed = all((self.topics, self.names))
        # Who has enough of baseball may want other sports.
        is_wide = any((is_mixed, self.has_sections))
        self.is_sure &= not all((verb == "drop", is_wide))
        # "No sports, no life."
        self.is_sure &= not self.may_be_title


def clauses_of(text: str, parts: Sequence[WishPart]) -> list[WishClause]:
    """Return the clauses of a sentence that are about something; none where all
    of them may be a title.

    Where no verb stands in a clause, the one before it counts: "follow tech,
    science".
    """
    # "At once" makes a wish of any verb, and so does "when" beside "tell me".
    kinds = frozenset(chain.from_iterable(map(attrgetter("kinds"), parts)))
    is_moment = "now" in kinds or {"tell", "when"} <= kinds
    clauses = [WishClause()]
    for kind, group in groupby(_whole(parts), _kinds_of(parts)):
        row = list(group)
        if kind == "becomes":
            clauses[-1].take_verb("drop", is_weak=False)
        if _begins_clause(clauses[-1], kind):
            clauses.append(_next_clause(clauses, kind, is_moment=is_moment))
        _take(clauses[-1], kind, row, text, is_moment=is_moment)
    for clause, behind in pairwise(clauses):
        clause.change_verb(behind)
    verbs = accumulate(map(_own_verb, clauses), _later)
    for clause, verb in zip(clauses, verbs, strict=True):
        clause.settle(verb)
    named = list(filter(attrgetter("objects"), clauses))
    return named * (not all(clause.may_be_title for clause in named))


def _next_clause(
    clauses: Sequence[WishClause], kind: str, *, is_moment: bool
) -> WishClause:
    """Return a clause that begins with a part of a kind behind other clauses.

    "No politics but sports" and "no sports except chess" keep what stands last.
    """
    before = next(filter(attrgetter("objects"), reversed(clauses)), None)
    is_refused = before is not None and before.verb == "drop"
    return WishClause(
        is_bound=kind not in {"cut", "but"},
        is_weak=not is_moment,
        is_kept=is_refused and kind in {"but", "except"},
    )


def _own_verb(clause: WishClause) -> str:
    """Return the verb of a clause; what is kept is wanted."""
    return clause.verb or "want" * clause.is_kept


def _later(before: str, verb: str) -> str:
    """Return the verb of a clause, or the one before it.

    The first clause may have none: "tech, please".
    """
    return verb or before


def _kinds_of(parts: Sequence[WishPart]) -> Callable[[WishPart], str]:
    """Return what tells of each part of a sentence what it does there.

    With two topics one may take the place of the other: "swap politics for
    culture", 政治换成文化, 不是政治，是文化.
    """
    topics = sum(part.means("topic") for part in parts)
    swaps = sum(part.means("swap", "becomes", "keep_last") for part in parts)
    drops = any(part.means("drop") for part in parts)
    is_swap = min(topics - 1, swaps) > 0
    # "Not interested in football, just tennis."
    is_only = topics > 1 and drops
    # A Japanese "except" stands behind what it is about: サッカー以外.
    is_japanese = any(map(_KANA.search, map(attrgetter("text"), parts)))
    return partial(
        _kind, is_swap=is_swap, is_only=is_only, excepts=not is_japanese
    )


def _kind(
    part: WishPart, *, is_swap: bool, is_only: bool, excepts: bool
) -> str:
    """Return what a part does in a clause: `name` (of topics too), `stay`, `drop`, `want`,
    `less`, `more`, `becomes`, `exclude` ("but not from"), `except`, `meant`, `but` or
    `cut`; empty for any other.

    Words that nothing explains are names.
    """
    kinds = {
        "name": part.means("topic") or not part.kinds,
        "exclude": part.means("exclude"),
        "but": part.means("but"),
        "cut": part.means("cut"),
        "becomes": is_swap and part.means("becomes", "by"),
        "except": excepts and part.means("except") and part.means("drop"),
        "stay": part.means("stay"),
        "drop": part.means("drop", *["swap", "keep_last"] * is_swap),
        "meant": part.means("meant"),
        "less": part.means("fewer"),
        "more": part.means("greater"),
        "want": part.means("want", "tell", *["only"] * is_only),
    }
    return next(filter(kinds.get, kinds), "")


def _begins_clause(clause: WishClause, kind: str) -> bool:
    """Return whether a part begins another clause: behind a sign or "but", or with
    a verb behind what another verb is about.
    """
    is_kept = (clause.verb, kind) == ("drop", "more")
    tests = (kind in _VERBS, clause.verb, clause.objects, not is_kept)
    is_behind = all((kind == "name", clause.is_closed))
    is_cut = kind in {"cut", "but", "becomes", "meant", "exclude"}
    # "Sports except chess", but "everything except chess".
    is_cut |= kind == "except" and bool(clause.objects)
    return any((is_cut, all(tests), is_behind))


def _take(
    clause: WishClause,
    kind: str,
    row: list[WishPart],
    text: str,
    *,
    is_moment: bool,
) -> None:
    """Take a row of parts that do the same into a clause.

    Topics stay apart from each other, while unknown words beside them make a name
    of all; `is_moment` says that no verb of the sentence is weak.
    """
    match kind:
        case "name" if all(map(attrgetter("kinds"), row)):
            clause.take_topics(row)
        case "name":
            clause.take_name(text[row[0].start : row[-1].end], row)
        case "becomes" | "meant":
            clause.take_verb("want", is_weak=False)
        case "exclude":
            clause.take_verb("drop", is_weak=False)
        case "except" if clause.is_kept:
            pass
        case "drop" | "except" | "want" | "less" | "more" | "stay":
            is_weak = all(part.means("weak") for part in row)
            is_last = any(map(_KANA.search, map(attrgetter("text"), row)))
            clause.take_verb(
                _VERB_OF.get(kind, kind),
                is_weak=is_weak and not is_moment,
                is_last=is_last,
            )


def _whole(parts: Sequence[WishPart]) -> list[WishPart]:
    """Return the parts; a number or a verb of one sign within a longer Chinese
    word is a part without a kind: 八 of 八卦, 发 of 爆发; "of" within a name is one
    too: "the battle of Verdun".
    """
    before, behind = [None, *parts[:-1]], [*parts[1:], None]
    begun = map(partial(_goes_on, "number"), parts, behind)
    ended = map(partial(_goes_on, "want"), parts, before)
    joined = map(_joins, before, parts, behind)
    cut = map(max, begun, ended, joined)
    return [
        replace(part, kinds=part.kinds if not is_cut else frozenset())
        for part, is_cut in zip(parts, cut, strict=True)
    ]


def _joins(
    before: WishPart | None, part: WishPart, behind: WishPart | None
) -> bool:
    """Return whether a word such as "of" stands between two words that nothing
    explains: all three are one name.
    """
    beside = list(filter(None, (before, behind)))
    is_explained = any(map(attrgetter("kinds"), beside))
    return all((part.means("of"), len(beside) > 1, not is_explained))


def _goes_on(kind: str, part: WishPart, beside: WishPart | None) -> bool:
    """Return whether a sign of a kind and the unknown part beside it are one
    Chinese word.
    """
    if beside is None:
        return False
    first, second = sorted((part, beside), key=attrgetter("start"))
    tests = (
        part.means(kind),
        part.size == 1,
        first.end == second.start,
        not beside.kinds,
        _HAN.match(part.text),
        _HAN.match(beside.text),
    )
    return all(tests)
