"""Tell scenes from what a headline says: columns and features open with sentences that mean
nothing beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.summarise.headline import Headline, content_stems
from news.summarise.shape import Candidate
from news.summarise.slogans import is_slogan

# Characters of a sentence whose words are counted.
_WORDS_FROM = 400
# Worth from which a sentence is no subheading or byline before a report.
WHOLE = 0.5
# Worth below which a sentence tells what somebody thinks or asks, with a figure or without.
_WELL = 0.6
# Share of the headline below which a sentence without a figure is a scene, and
# the share and words of it from which the sentence behind the scene tells it.
# Read on 190 items of pages and feeds' texts in four languages.
_SCENE = 0.2
BEHIND_SCENE = 0.3
# Places of a text at which a sentence with a figure is a report's, whatever
# its words.
_REPORT_PLACES = 4
# Place of a text from which a sentence is no report's opening, the share of the
# headline that an aside there stays below, and words of a headline that names an
# event. Of nine such openings among 1,300 items seven told the background.
_DEEP = 6
_ASIDE = 0.35
_EVENT = 5
# Place of a text from which an opening must name its subject.
_LATE = 3
# Letters of a word that a longer one may begin with: dance, dance company.
_COMPOUND = 4
# A figure, which is no part of a name as S10.
_FIGURE = re.compile(
    r"(?<![^\W\u3400-\u9fff])\d|[一二三四五六七八九十百千万亿两]{2,}"
)
# A name that ends with a digit: Model 3.
_NAMED = re.compile(r"\b[^\W\d_a-zß-öø-ÿа-яё]\w+ \d\b(?![.,:%])")
# Share of the headline from which a sentence is the report's lead in other words, if it has
# these many words that the text comes back to. Of 25 items that changed among 1,361 a reader
# found 20 better and 3 worse.
_LEADS = 0.18
_ON_MATTER = 4
# The day of the news. A report's lead names it.
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|heute|gestern"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd.hui|hier"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer|hoje|ontem|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|понедельник\w?|вторник\w?|сред[ау]|четверг\w?|пятниц[ауы]|суббот[ауы]|воскресень[ея]|сегодня|вчера|накануне)\b"
    r"|[今昨][天日晚]|近日|日前|[月火水木金土日]曜",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")


def tells(chosen: Sequence[Candidate], headline: Headline) -> bool:
    """Tell whether the first of the chosen sentences, or the one behind it, says what
    the headline says.

    Columns and features open with scenes that mean nothing beside their headline; it is told alone
    then. A headline of one or two words measures nothing, and a figure at a text's start is a
    report's.
    """
    if not (chosen and headline.is_measure):
        return True
    first, *rest = chosen
    if _are_asides(chosen[:2], headline) or _is_lost(first):
        return False
    if all(is_slogan(sentence.text) for sentence in chosen[:2]):
        return False
    told = first.is_lead or first.position < 0
    if told or not is_scene(first, headline):
        return True
    return bool(rest) and _tells_behind(first, rest[0], headline)


def _is_lost(opening: Candidate) -> bool:
    """Tell an opening from the middle of a report whose subject, or the first name of
    somebody in it, stands in a sentence that is not told: "The gig is due on Tuesday".

    Of five such openings among 923 items a strict reader missed something in all.
    """
    needs = (opening.nameless, opening.relies_on is not None)
    return opening.position >= _LATE and any(needs)


def _are_asides(opening: Sequence[Candidate], headline: Headline) -> bool:
    """Tell sentences from deep in a text that hold little of a headline that names an event."""
    if opening[0].position < _DEEP or len(headline.stems) < _EVENT:
        return False
    return all(_share(sentence, headline) < _ASIDE for sentence in opening)


def _tells_behind(
    first: Candidate, behind: Candidate, headline: Headline
) -> bool:
    """Tell whether the sentence behind a scene tells the headline, or both together where they open
    a text: "A storm hit Lowfield. The wind felled trees."
    """
    if _share(behind, headline) >= BEHIND_SCENE:
        return True
    opens = first.position + 1 == behind.position < _REPORT_PLACES
    if not opens or behind.depends:
        return False
    together = _held(first, headline) | _held(behind, headline)
    return headline.weighted_share(together) >= BEHIND_SCENE


def is_scene(sentence: Candidate, headline: Headline) -> bool:
    """Tell a sentence that holds hardly a word of the headline and, at a text's start, no figure;
    of one that speaks as "I" or reads badly more words are asked.

    "The rain had stopped at last." is one under "Council closes the old bridge"; "The
    council met in the rain." is none.
    """
    if not headline.stems:
        return False
    share = _share(sentence, headline)
    if sentence.shape < _WELL or sentence.is_background:
        return share < 2 * _SCENE
    return not (
        share >= _SCENE
        or _reports(sentence, share)
        or _leads(sentence, headline)
    )


def _leads(sentence: Candidate, headline: Headline) -> bool:
    """Tell a report's lead at a text's start that says the headline in other words: it
    holds what the text comes back to, "The town will keep its only ferry, the council
    of Lowfield decided" under "Lowfield crossing saved".
    """
    stems = stems_of(sentence)
    return all(
        (
            sentence.position <= 1,
            sentence.shape >= 1.0,
            not sentence.depends,
            headline.share(stems) >= _LEADS,
            headline.count_matter(stems) >= _ON_MATTER,
        )
    )


def _reports(sentence: Candidate, share: float) -> bool:
    """Tell a report's sentence at a text's start: it gives a figure, or the day of something of the
    headline: "Rain fell for 12 hours"; "The bridge fell on Monday" under "Old bridge falls"; not:
    "On Monday it rained".
    """
    text = sentence.text[:_WORDS_FROM]
    if sentence.position >= _REPORT_PLACES:
        return False
    figure = _FIGURE.search(_NAMED.sub("", text))
    return bool(figure or (share > 0 and _DAY.search(text)))


def _share(sentence: Candidate, headline: Headline) -> float:
    """Return the share of the headline that a sentence holds, also inside longer words, by the
    weights of its stems.
    """
    return headline.weighted_share(_held(sentence, headline))


def _held(sentence: Candidate, headline: Headline) -> frozenset[str]:
    """Return the headline's stems that a sentence holds, also at the start of its words: "Ferry
    sinks" of "A ferryman was saved".
    """
    stems = headline.stems.intersection(stems_of(sentence))
    text = sentence.text[:_WORDS_FROM].lower()
    inside = (stem for stem in headline.stems if _is_inside(stem, text))
    return stems.union(inside)


def _is_inside(stem: str, text: str) -> bool:
    """Tell whether a word of a text begins with a stem: "ferry" in " ferrymen"; not "ice" in
    " icebreaker".

    A stem of fewer letters than `_COMPOUND` begins none; Chinese words need no beginning.
    """
    if _HAN.match(stem):
        return stem in text
    return len(stem) >= _COMPOUND and f" {stem}" in text


def stems_of(sentence: Candidate) -> tuple[str, ...]:
    """Return the stems of a sentence's first characters."""
    return content_stems(sentence.text[:_WORDS_FROM])
