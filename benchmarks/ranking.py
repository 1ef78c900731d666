"""What leads on days of a public set of titles: `python -m benchmarks.ranking --data DIR [--short]`.

DIR holds og2021.jsonl.gz (E3-JSI/dataset-OG2021): titles of one sports event of 2021 with event,
language and time. Each day of each language is read once in the order of time; at midnight the
stories of the last day are ranked. The events with the most titles of that day must be among the
first five.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, finish, options
from news.cluster import Clusterer
from news.models import Article
from news.rank import Signals, importance, shared_score
from news.rank.importance import SPEED_HOURS

DAY = timedelta(days=1)
FIRST = 5
LEAST_TITLES = 3
"""Titles of an event from which it can be a day's greatest."""
Score = Callable[[list["Title"], datetime], float]
Group = Callable[["Title"], Hashable]


@dataclass(frozen=True, slots=True)
class Title:
    """One title of the set."""

    event: str
    language: str
    time: datetime
    title: str


def read_titles(path: Path) -> dict[str, list[Title]]:
    """Read the set; return the titles of each language, the oldest first."""
    by_language: dict[str, list[Title]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            time = datetime.fromisoformat(row["time"]).replace(tzinfo=UTC)
            by_language[row["language"]].append(
                Title(row["event"], row["language"], time, row["title"])
            )
    return {
        language: sorted(titles, key=lambda title: title.time)
        for language, titles in by_language.items()
    }


def by_importance(members: list[Title], now: datetime) -> float:
    """Score a story by all that its titles tell.

    The set names no publishers, so that each title counts as one's.
    """
    recent = now - timedelta(hours=SPEED_HOURS)
    signals = Signals(
        publishers=len(members),
        age=(now - members[0].time).total_seconds(),
        quiet=(now - members[-1].time).total_seconds(),
        recent=sum(title.time > recent for title in members),
    )
    return importance(signals)


def by_first_report(members: list[Title], now: datetime) -> float:
    """Score a story by its count and the age of its first report, as before."""
    return shared_score(len(members), (now - members[0].time).total_seconds())


def by_lateness(members: list[Title], now: datetime) -> float:
    """Score a story by its latest title alone: a plain list of news."""
    return -(now - members[-1].time).total_seconds()


def told_by_clusterer(titles: list[Title]) -> dict[Title, Hashable]:
    """Return the story of each title, as the clusterer makes them in the order of time."""
    clusterer = Clusterer()
    stories: dict[Title, Hashable] = {}
    into: dict[Hashable, Hashable] = {}
    for number, title in enumerate(titles):
        place = clusterer.place(
            Article(
                f"https://site{number}.example/{number}",
                title=title.title,
                published_at=title.time,
                language=title.language,
            )
        )
        into.update(dict.fromkeys(place.joined, place.story))
        stories[title] = place.story

    def last(story: Hashable) -> Hashable:
        while story in into:
            story = into[story]
        return story

    return {title: last(story) for title, story in stories.items()}


@dataclass(slots=True)
class Tally:
    """Days that were ranked, and how many had what they should."""

    days: int = 0
    greatest: int = 0
    """Days whose greatest event was among the first five."""
    wanted: int = 0
    met: int = 0
    """Of the three greatest events of each day, those among the first five."""


def rank_days(
    titles: list[Title], group: Group, score: Score, tally: Tally
) -> None:
    """Rank the stories of each day of one language, and count."""
    midnight = titles[0].time.replace(hour=0, minute=0, second=0) + DAY
    while midnight <= titles[-1].time + DAY:
        told = [title for title in titles if title.time <= midnight]
        today = [title for title in told if title.time > midnight - DAY]
        _count(today, _first(told, today, group, score, midnight), tally)
        midnight += DAY


def _first(
    told: list[Title],
    today: list[Title],
    group: Group,
    score: Score,
    now: datetime,
) -> list[str]:
    """Return the events of the first five stories.

    Of each, the one that most of its titles of the day tell.
    """
    live = {group(title) for title in today}
    members: dict[Hashable, list[Title]] = defaultdict(list)
    for title in told:
        if group(title) in live:
            members[group(title)].append(title)
    ranked = sorted(
        members, key=lambda story: score(members[story], now), reverse=True
    )
    return [
        Counter(title.event for title in members[story]).most_common(1)[0][0]
        for story in ranked[:FIRST]
    ]


def _count(today: list[Title], first: list[str], tally: Tally) -> None:
    counts = Counter(title.event for title in today)
    great = [
        (event, count)
        for event, count in counts.most_common(3)
        if count >= LEAST_TITLES
    ]
    if not great:
        return
    most = great[0][1]
    tally.days += 1
    tally.greatest += any(
        event in first for event, count in great if count == most
    )
    tally.wanted += len(great)
    tally.met += sum(event in first for event, _ in great)


def measure(data: Path, *, short: bool) -> list[Figure]:
    """Return the figures."""
    languages = read_titles(data / "og2021.jsonl.gz")
    if short:
        languages = {
            tag: languages[tag] for tag in ("en", "ru") if tag in languages
        }
    scores: dict[str, Score] = {
        "importance": by_importance,
        "first": by_first_report,
        "lateness": by_lateness,
    }
    tallies = {name: Tally() for name in scores}
    given = Tally()
    for titles in languages.values():
        stories = told_by_clusterer(titles)
        for name, score in scores.items():
            rank_days(titles, stories.__getitem__, score, tallies[name])
        rank_days(titles, lambda title: title.event, by_importance, given)
    ours, late = tallies["importance"], tallies["lateness"]
    before = tallies["first"]
    return [
        Figure(
            f"the greatest event of a day among the first five, {ours.days} days",
            ours.greatest / ours.days,
            "",
            0.8,
            "higher",
            "by the latest title",
            late.greatest / late.days,
        ),
        Figure(
            f"the three greatest events of a day among the first five, {ours.wanted} events",
            ours.met / ours.wanted,
            "",
            0.8,
            "higher",
            "by the first report's age",
            before.met / before.wanted,
        ),
        Figure(
            "the three greatest, stories as the set has them",
            given.met / given.wanted,
            "",
            None,
            "higher",
        ),
    ]


if __name__ == "__main__":
    folder, brief, _ = options("What leads a day.")
    if folder is None:
        sys.exit("--data DIR must hold og2021.jsonl.gz")
    finish(measure(folder, short=brief))
