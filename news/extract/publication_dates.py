"""Decide when the article was published and changed, by weighing the page's dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from operator import attrgetter

from news.dates import load_zone
from news.extract.byline_places import ContextLines
from news.extract.dates_in_markup import (
    address,
    elements,
    guess,
    marked,
    scripts,
)
from news.extract.dates_in_text import (
    DateReader,
    is_labelled,
    of_a_day,
)
from news.extract.declared import Declared
from news.extract.page import Page
from news.witnesses import Evidence, Strength, Witness, decide

MIDNIGHT = time()
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
# Pieces that are kept beside the one that stands: a page of a forum holds
# hundreds of dates.
MAX_OVERRULED = 20
# Zones differ by whole quarters of an hour; the farthest is 14 hours from UTC.
QUARTER = timedelta(minutes=15)
FARTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Moments:
    """All that the page says of its times, the likeliest piece first."""

    published: list[Evidence]
    modified: list[Evidence]


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of a page, each list with the likeliest first."""

    # All that may be of publication.
    published: list[Evidence]
    modified: list[Evidence]
    # Those of publication that stand between headline and text.
    byline: list[Evidence]
    # The day in the address; empty where it names none.
    address: list[Evidence]


def read_moments(
    page: Page, declared: Declared, title: str, context: ContextLines
) -> Moments:
    """Gather the evidence, and put the piece first that is to stand."""
    reader = DateReader(page, title)
    dates = _gather(reader, declared, context)
    published = _ranked(dates, page)
    return Moments(published, dates.modified[:MAX_OVERRULED])


def _gather(
    reader: DateReader, declared: Declared, context: ContextLines
) -> _Dates:
    """Read the page's dates; weaker places are asked only where the stronger ones tell too little.

    Scripts are asked where nothing tells a time of day, pictures' addresses where only the page's
    own tells a day.
    """
    reader.modified += reader.declared(declared.modified)
    byline = list(reader.shown(context.head))
    stated = _stated(reader, declared, byline)
    shown = byline or _elsewhere(reader, context)
    if not shown and not stated:
        shown = _unlabelled(reader, context)
    named = address(reader)
    evidence = [*stated, *shown, *named]
    if not any(map(_timed, evidence)):
        evidence += scripts(reader)
    if not evidence:
        evidence = _of_change(reader.modified)
    if evidence == named:
        evidence += guess(reader)
    return _Dates(evidence, reader.modified, byline, named)


def _stated(
    reader: DateReader, declared: Declared, byline: list[Evidence]
) -> list[Evidence]:
    """Return what the page states as its date: declared data, a byline with a label, elements.

    A visible "Published on" says more than an element that only bears a time.
    """
    of_data = reader.declared(declared.published)
    labelled = filter(is_labelled, byline)
    return [*of_data, *labelled, *elements(reader)]


def _of_change(modified: list[Evidence]) -> list[Evidence]:
    """Return the first change as a guess, where it is all that the page tells.

    A change is later than the publication.
    """
    first = modified[:1]
    return [replace(piece, strength=Strength.GUESSED) for piece in first]


def _elsewhere(reader: DateReader, context: ContextLines) -> list[Evidence]:
    """Return visible dates that do not stand between headline and text, of the first place that has
    some.

    The lines above the headline, any line with a label such as 发布日期, a short note that opens
    the text, the lines behind it.
    """
    return (
        list(reader.shown(context.kicker))
        or reader.labelled()
        or reader.notes(context.opening[:1])
        or of_a_day(reader.shown(context.ending))
    )


def _unlabelled(reader: DateReader, context: ContextLines) -> list[Evidence]:
    """Return dates that only an element's name or the first paragraphs tell."""
    # The first paragraph may speak of any day: it is asked late.
    return list(marked(reader)) or list(reader.opening(context.opening))


def _ranked(dates: _Dates, page: Page) -> list[Evidence]:
    """Put the piece first that stands: the strongest, unless two others agree against it.

    Its clock is then corrected, completed and put into the page's own offset, each by the first
    piece that can.
    """
    verdict = decide(dates.published)
    if verdict is None:
        return []
    strongest = verdict.evidence
    best = _unless_outvoted(strongest, dates)
    best = _first(dates.published, _corrects, best)
    best = _first(dates.published, _more_exact, best)
    # The address tells the day of publication; a change of that day tells
    # nearly when.
    best = _first(dates.modified, _times_address, best)
    best = _first(dates.published, _in_zone, best)
    # What stands is as strong as what it outvoted: whoever weighs it against
    # the feed need not vote again.
    moment = _in_own_offset(best, dates, page)
    strength = max(best.strength, strongest.strength)
    others = dict.fromkeys(dates.published)
    overruled = [piece for piece in others if piece.value != moment]
    return [
        replace(best, value=moment, strength=strength),
        *overruled[:MAX_OVERRULED],
    ]


def _unless_outvoted(best: Evidence, dates: _Dates) -> Evidence:
    """Return the strongest piece, or another where the visible byline or the address say one day,
    the declared data another.

    Declared 24 November, `/2026/05/03/` in the address and 3 May in the byline → 3 May.
    """
    days = of_a_day(dates.byline)
    if _near(best, [*days, *dates.address]):
        return best
    for witness in (*dates.address, *days[:1]):
        agreeing = _near(witness, dates.published)
        if len(agreeing) > 1:
            return max(agreeing, key=attrgetter("strength"))
    # All alone: what is published once more gets a new date and keeps its
    # address.
    return min([best, *dates.address], key=attrgetter("moment"))


def _near(piece: Evidence, others: list[Evidence]) -> list[Evidence]:
    """Return the pieces that name one's day, itself among them.

    "3 May 2026" and 2026-05-04T01:00+02:00 name one day, for a zone may lie between them.
    """
    return [other for other in others if _is_of_day(other, piece)]


def _is_of_day(one: Evidence, other: Evidence) -> bool:
    """Recognise two pieces of one day: a day apart is near enough, for a zone may lie between."""
    return abs(one.moment.date() - other.moment.date()) <= DAY


def _corrects(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that shows the best one's clock to be UTC under the site's own offset.

    Publishing systems write 19:11-04:00 for 15:11-04:00, which is 19:11Z.
    """
    in_utc = best.moment.replace(tzinfo=UTC)
    apart = abs(piece.moment - in_utc)
    if best.strength is not Strength.ZONED or apart >= MINUTE:
        return False
    # A clock without an offset may have been read as UTC.
    return piece.strength is Strength.ZONED or bool(piece.moment.utcoffset())


def _timed(piece: Evidence) -> bool:
    """Return whether a piece tells a time of day: midnight stands for none."""
    return piece.moment.time().replace(microsecond=0) != MIDNIGHT


def _times_address(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that gives the time of day to a day in the address.

    `/2026/05/03/ferry`, and "Updated 3 May 2026, 14:57" on the page → 14:57.
    """
    return best.witness is Witness.ADDRESS and _more_exact(piece, best)


def _more_exact(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that gives the time of day which the stronger one of that day lacks.

    Declared 2026-05-03, and "3 May 2026, 10:20" in the byline → 10:20.
    """
    if _timed(best):
        return False
    return _timed(piece) and not _days(piece).isdisjoint(_days(best))


def _days(piece: Evidence) -> set[date]:
    """Return the days of a moment: in its own zone, and in UTC."""
    moment = piece.moment
    return {moment.date(), moment.astimezone(UTC).date()}


def _in_zone(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that says in which zone a visible clock ticks.

    `<time datetime="2026-06-11T21:00:51Z">22:00</time>`: the clock ticks in +01:00. Two clocks of
    one moment tell nothing, nor do days without a time.
    """
    witnesses = (best.witness, piece.witness)
    if witnesses != (Witness.SHOWN, Witness.DECLARED):
        return False
    apart = piece.moment.replace(second=0) - best.moment.replace(second=0)
    # A clock that tells its zone is an hour wrong at most, by summer time.
    tells_zone = best.strength is Strength.DECLARED
    most = HOUR if tells_zone else FARTHEST
    if not apart or abs(apart) > most or apart % QUARTER:
        return False
    return _timed(best) and _timed(piece)


def _zone_at(offset: timedelta) -> timezone | None:
    """Return the zone so far from UTC; None where no zone is.

    Two clocks of one moment differ by a zone's offset: 22:00 beside 14:00Z is +08:00, but 22:07
    beside 14:00Z tells of two moments.
    """
    is_zone = abs(offset) <= FARTHEST and not offset % QUARTER
    return timezone(offset) if is_zone else None


def _first(
    evidence: list[Evidence],
    betters: Callable[[Evidence, Evidence], bool],
    best: Evidence,
) -> Evidence:
    """Return the first piece that betters the best one so far; that one where none does."""
    better = (piece for piece in evidence if betters(piece, best))
    return next(better, best)


def _in_own_offset(best: Evidence, dates: _Dates, page: Page) -> datetime:
    """Return a moment declared in UTC in the page's own offset; others as they are.

    The offset is that of the page's visible clock, of its other dates, or of its country. A moment
    is the same in each; readers see the day and the clock of the place that it comes from.
    """
    moment = best.moment
    declared = best.witness is Witness.DECLARED and _timed(best)
    if moment.utcoffset() or not declared:
        return moment
    evidence = [*dates.published, *dates.modified]
    clocks = _offsets_of_clocks(moment, dates.byline, evidence)
    offset = next(clocks, None)
    others = _offset_of_others(moment, evidence)
    names_none = best.strength is Strength.DECLARED and not page.zone_known
    if names_none and others and not offset:
        # Another date of the page says in which zone this clock ticks.
        return moment.replace(tzinfo=others)
    offset = offset or others
    if offset is not None:
        return moment.astimezone(offset)
    local = moment.astimezone(load_zone(page.zone))
    return local if page.zone_known else _on_told_day(local, evidence)


def _offsets_of_clocks(
    moment: datetime, byline: list[Evidence], evidence: list[Evidence]
) -> Iterator[tzinfo]:
    """Yield the offsets between a moment in UTC and the page's clocks, where a zone explains them.

    `datePublished` 14:00Z beside a visible 22:00 → +08:00.
    """
    clocks = [piece for piece in byline if piece.strength is Strength.MINUTE]
    # Declared without a zone beside the same moment in UTC.
    whole = _as_utc(moment)
    clocks += [piece for piece in evidence if _is_local(piece, whole)]
    zones = (_zone_at(_as_utc(clock.moment) - whole) for clock in clocks)
    return filter(None, zones)


def _is_local(piece: Evidence, moment: datetime) -> bool:
    """Recognise a declared clock that names no zone and differs from UTC's.

    `2026-11-15T17:06:51` beside `2026-11-16T01:06:51Z` is the page's own clock.
    """
    without_zone = piece.strength is Strength.DECLARED and _timed(piece)
    return without_zone and _as_utc(piece.moment) != moment


def _as_utc(moment: datetime) -> datetime:
    """Return what a clock shows, to the minute, as if it were UTC's: 22:00:31+08:00 → 22:00Z."""
    return moment.replace(second=0, microsecond=0, tzinfo=UTC)


def _offset_of_others(
    moment: datetime, evidence: list[Evidence]
) -> tzinfo | None:
    """Return the offset in which the page writes this very moment once more, otherwise that of the
    nearest declared date; None without any.

    Declared 14:00Z, and 22:00+08:00 in another element → +08:00.
    """
    stating = [
        piece.moment for piece in evidence if _states_offset(piece, moment)
    ]
    stating.sort(key=lambda other: abs(other - moment))
    offsets = (other.tzinfo for other in stating)
    return next(offsets, None)


def _states_offset(piece: Evidence, moment: datetime) -> bool:
    """Recognise a date with an offset other than UTC's: a declared one, or this moment once more.

    A visible date only has the offset that we have guessed for the page.
    """
    again = abs(piece.moment - moment) < MINUTE
    stated = again or piece.strength is Strength.ZONED
    return stated and bool(piece.moment.utcoffset())


def _on_told_day(moment: datetime, evidence: list[Evidence]) -> datetime:
    """Return a moment in the nearest offset that puts it on the day which byline or address tell.

    The language of a page tells its zone badly: Spanish is written in twenty countries.
    """
    days = (piece.moment.date() for piece in evidence if _tells_day(piece))
    day = next(days, moment.date())
    zones = (moment.tzinfo, UTC, _zone_of_nearer_day(moment))
    shown = map(moment.astimezone, zones)
    on_day = (local for local in shown if local.date() == day)
    return next(on_day, moment)


def _zone_of_nearer_day(moment: datetime) -> timezone:
    """Return the zone nearest to UTC in which it is still the day before, or already the day after.

    At 22:30Z the day after is nearer: it has begun at +02:00.
    """
    hour = moment.astimezone(UTC).hour
    before, after = -hour - 1, 24 - hour
    nearer = min(before, after, key=abs)
    return timezone(timedelta(hours=nearer))


def _tells_day(piece: Evidence) -> bool:
    """Recognise a visible day or one in the address, without a time of day.

    "16 November 2026" in a byline, or `/2026/11/16/`; not "16 November 2026, 10:20".
    """
    visible = piece.witness is Witness.SHOWN and piece.strength is Strength.DAY
    named = visible or piece.witness is Witness.ADDRESS
    return named and not _timed(piece)
