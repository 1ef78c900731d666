"""Decide when the article was published and changed, by weighing the page's dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import chain
from operator import attrgetter

from news.dates import load_zone
from news.extract.context import ContextLines
from news.extract.dates_in_markup import (
    address,
    elements,
    guess,
    marked,
    scripts,
)
from news.extract.dates_in_text import DateReader, Moments, is_labelled
from news.extract.declared import Declared
from news.extract.page import Page
from news.witnesses import Evidence, Strength, Witness, decide

# Two dates so near name one day: zones lie between them.
SAME = timedelta(hours=36)
MIDNIGHT = time()
MINUTE = timedelta(minutes=1)
# Pieces that are kept beside the one that stands: a page of a forum holds
# hundreds of dates.
MAX_OVERRULED = 20
# Zones differ by whole quarters of an hour; the farthest is 14 hours from UTC.
QUARTER = timedelta(minutes=15)
FARTHEST = timedelta(hours=14)


def read_moments(
    page: Page, declared: Declared, title: str, context: ContextLines
) -> Moments:
    """Gather the evidence, and put the piece first that is to stand."""
    reader = DateReader(page, title)
    moments = Moments()
    modified = map(reader.declared, declared.modified)
    moments.modified += filter(None, modified)
    published = map(reader.declared, declared.published)
    stated = list(filter(None, published))
    head = list(reader.shown(context.head, moments))
    # A visible "Published on" says more than an element that only bears a time.
    stated += filter(is_labelled, head)
    stated += elements(reader, moments)
    shown = head or _elsewhere(reader, context, moments)
    if not shown and not stated:
        shown = _unlabelled(reader, context, moments)
    named = address(reader)
    evidence = [*stated, *shown, *named]
    if not any(map(_timed, evidence)):
        evidence += scripts(reader)
    if not evidence:
        # A change is later than the publication; it is all that the page tells.
        evidence = [
            replace(piece, strength=Strength.GUESSED)
            for piece in moments.modified[:1]
        ]
    if evidence == named:
        evidence = [*named, *guess(reader)]
    moments.published = _ranked(evidence, head, named, moments.modified, page)
    del moments.modified[MAX_OVERRULED:]
    return moments


def _elsewhere(
    reader: DateReader, context: ContextLines, moments: Moments
) -> list[Evidence]:
    """Return visible dates that do not stand between headline and text."""
    return (
        list(reader.shown(context.kicker, moments))
        or list(reader.labelled())
        or list(reader.notes(context.opening[:1], moments))
        or _below(reader, context, moments)
    )


def _below(
    reader: DateReader, context: ContextLines, moments: Moments
) -> list[Evidence]:
    """Return dates behind the text. Lists of the newest articles tell clocks and days without a
    year there."""
    tail = reader.shown(context.ending, moments)
    return [piece for piece in tail if piece.strength >= Strength.DAY]


def _unlabelled(
    reader: DateReader, context: ContextLines, moments: Moments
) -> list[Evidence]:
    """Return dates that only an element's name or the first paragraphs tell."""
    # The first paragraph may speak of any day: it is asked late.
    return list(marked(reader)) or list(
        reader.opening(context.opening, moments)
    )


def _ranked(
    evidence: list[Evidence],
    shown: list[Evidence],
    address: list[Evidence],
    modified: list[Evidence],
    page: Page,
) -> list[Evidence]:
    """Put the piece first that stands: the strongest, unless two others agree against it."""
    verdict = decide(evidence)
    if verdict is None:
        return []
    best = (
        _outvoted(verdict.evidence, evidence, shown, address)
        or verdict.evidence
    )
    best = _first(evidence, _corrects, best)
    best = _first(evidence, _more_exact, best)
    if best.witness is Witness.ADDRESS:
        # The address tells the day of publication; a change of that day tells
        # nearly when.
        best = _first(modified, _more_exact, best)
    best = _first(evidence, _in_zone, best)
    # What stands is as strong as what it outvoted: whoever weighs it against
    # the feed need not vote again.
    best = replace(
        best,
        value=_in_own_offset(best, shown, [*evidence, *modified], page),
        strength=max(best.strength, verdict.evidence.strength),
    )
    others = [
        piece for piece in dict.fromkeys(evidence) if piece.value != best.value
    ]
    return [best, *others[:MAX_OVERRULED]]


def _outvoted(
    best: Evidence,
    evidence: list[Evidence],
    shown: list[Evidence],
    address: list[Evidence],
) -> Evidence | None:
    """Return the piece that stands instead: the visible byline or the address say one day, the
    declared data another.

    Declared 24 November, `/2026/05/03/` in the address and 3 May in the byline → 3 May.
    """
    days = [piece for piece in shown if piece.strength >= Strength.DAY]
    told = [*days, *address]
    if any(_near(piece, best) for piece in told):
        return None
    witnesses = [*address, *days[:1]]
    backing = (_backing(witness, evidence) for witness in witnesses)
    agreeing = next(filter(None, backing), [])
    if agreeing:
        return max(agreeing, key=attrgetter("strength"))
    # Both alone: what is published once more gets a new date and keeps its
    # address.
    moment = _moment(best)
    once_more = address and _moment(address[0]) < moment
    return address[0] if once_more else None


def _backing(witness: Evidence, evidence: list[Evidence]) -> list[Evidence]:
    """Return the other pieces that name a witness's day."""
    others = (piece for piece in evidence if piece is not witness)
    return [piece for piece in others if _near(piece, witness)]


def _corrects(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that shows the best one's clock to be UTC under the site's own offset.

    Publishing systems write 19:11-04:00 for 15:11-04:00, which is 19:11Z.
    """
    moment = _moment(best)
    if best.strength is not Strength.ZONED or not moment.utcoffset():
        return False
    other = _moment(piece)
    # A clock without an offset may have been read as UTC.
    has_offset = bool(other.utcoffset())
    zoned = has_offset or piece.strength is Strength.ZONED
    apart = abs(other - moment.replace(tzinfo=UTC))
    return zoned and apart < MINUTE


def _near(one: Evidence, other: Evidence) -> bool:
    """Return whether two pieces name one day: zones may lie between their moments."""
    first = _moment(one)
    second = _moment(other)
    # A day without a time stands for its midnight.
    days = abs((first.date() - second.date()).days)
    return abs(first - second) <= SAME or days <= 1


def _moment(piece: Evidence) -> datetime:
    """Return a piece's moment; one before all others where it holds none."""
    return (
        piece.value
        if isinstance(piece.value, datetime)
        else datetime.min.replace(tzinfo=UTC)
    )


def _timed(piece: Evidence) -> bool:
    """Return whether a piece tells a time of day: midnight stands for none."""
    at = _moment(piece)
    return at.time().replace(microsecond=0) != MIDNIGHT


def _more_exact(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that gives the time of day which the stronger one of that day lacks."""
    adds_time = _timed(piece) and not _timed(best)
    return adds_time and not _days(piece).isdisjoint(_days(best))


def _days(piece: Evidence) -> set[date]:
    """Return the days of a moment: in its own zone, and in UTC."""
    moment = _moment(piece)
    return {moment.date(), moment.astimezone(UTC).date()}


def _in_zone(piece: Evidence, best: Evidence) -> bool:
    """Recognise a piece that says in which zone a visible clock ticks: `<time datetime="…Z">22:00`."""
    witnesses = (best.witness, piece.witness)
    if witnesses != (Witness.SHOWN, Witness.DECLARED):
        return False
    declared = _moment(piece).replace(second=0)
    apart = declared - _moment(best).replace(second=0)
    timed = _timed(best) and _timed(piece)
    return timed and bool(apart) and _zone_at(apart) is not None


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


def _in_own_offset(
    best: Evidence,
    shown: list[Evidence],
    evidence: list[Evidence],
    page: Page,
) -> datetime:
    """Return a moment declared in UTC in the page's own offset: that of its visible clock, of its
    other dates, or of its country."""
    moment = _moment(best)
    if (
        moment.utcoffset()
        or best.witness is not Witness.DECLARED
        or not _timed(best)
    ):
        return moment
    zone = _zone_of_clocks(moment, shown, evidence) or _zone_of_others(
        moment, evidence
    )
    if zone is not None:
        return moment.astimezone(zone)
    local = moment.astimezone(load_zone(page.zone))
    return local if page.zone_known else _on_told_day(local, evidence)


def _zone_of_others(
    moment: datetime, evidence: list[Evidence]
) -> tzinfo | None:
    """Return the offset in which the page writes this very moment once more, or its other dates.

    Declared 14:00Z, and 22:00+08:00 in another element → +08:00.
    """
    zoned = [piece for piece in evidence if _moment(piece).utcoffset()]
    again = (piece for piece in zoned if _same_moment(piece, moment))
    declared = (piece for piece in zoned if piece.strength is Strength.ZONED)
    piece = next(chain(again, declared), None)
    return _moment(piece).tzinfo if piece else None


def _same_moment(piece: Evidence, moment: datetime) -> bool:
    return abs(_moment(piece) - moment) < MINUTE


def _on_told_day(moment: datetime, evidence: list[Evidence]) -> datetime:
    """Return a moment in the nearest offset that puts it on the day which byline or address tell.

    The language of a page tells its zone badly: Spanish is written in twenty countries.
    """
    telling = filter(_tells_day, evidence)
    days = [_moment(piece).date() for piece in telling]
    if not days or moment.date() in days:
        return moment
    hour = moment.astimezone(UTC).hour
    # Hours from UTC at which it is the day before, or the day after: those of
    # the nearer day.
    nearer = min(-hour - 1, 24 - hour, key=abs)
    for hours in (0, nearer):
        local = moment.astimezone(timezone(timedelta(hours=hours)))
        if local.date() == days[0]:
            return local
    return moment


def _tells_day(piece: Evidence) -> bool:
    """Recognise a visible day or one in the address, without a time of day."""
    named = piece.witness is Witness.ADDRESS or (
        piece.witness is Witness.SHOWN and piece.strength is Strength.DAY
    )
    return named and not _timed(piece)


def _zone_of_clocks(
    moment: datetime, shown: list[Evidence], evidence: list[Evidence]
) -> tzinfo | None:
    """Return the offset between a moment in UTC and the page's clocks; None where no clock explains it.

    `datePublished` 14:00Z beside a visible 22:00 → +08:00.
    """
    clocks = [piece for piece in shown if piece.strength is Strength.MINUTE]
    # Declared without a zone beside the same moment in UTC.
    whole = _as_utc(moment)
    clocks += [piece for piece in evidence if _is_local(piece, whole)]
    local = map(_as_utc, map(_moment, clocks))
    zones = (_zone_at(clock - whole) for clock in local)
    return next(filter(None, zones), None)


def _is_local(piece: Evidence, moment: datetime) -> bool:
    """Recognise a declared clock that names no zone and differs from UTC's."""
    without_zone = piece.strength is Strength.DECLARED and _timed(piece)
    return without_zone and _as_utc(_moment(piece)) != moment


def _as_utc(moment: datetime) -> datetime:
    """Return what a clock shows, to the minute, as if it were UTC's: 22:00:31+08:00 → 22:00Z."""
    return moment.replace(second=0, microsecond=0, tzinfo=UTC)
