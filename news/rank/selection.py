"""Order the stories that a chat's subscriptions bring: by importance, weight and taste,
varied by topic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from news.models import Pick, Story
from news.rank.importance import shared_score
from news.rank.no_news import NoNews, find_no_news
from news.rank.profile import Profile

# No more stories of one topic in a row of ten, unless it is all that was asked
# for.
SAME_TOPIC = 4
# What a filter's story counts beside a topic's: somebody wrote it for just
# this.
ASKED = 1.5
LEAST_LIKED = 0.1
# What of a score counts where nobody asks for no news, by its kind; nothing of other kinds. What
# may be news is not hidden: a fresh one of one publisher stands behind an old report.
BEHIND = 0.1
_SHARES = {"": 1.0, NoNews.OPINION: BEHIND, NoNews.SERVICE: BEHIND}
# Hot lists that a reason names.
BOARDS_NAMED = 4
# Shifts under this are not worth a reason.
MENTIONED = 0.05


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """A story that a subscription of the chat brings."""

    story: Story
    # `topic:tech`, `source:12` or `filter:芯片`.
    subscription: str
    weight: float = 1.0


def plain_pick(
    story: Story,
    subscription: str,
    weight: float,
    now: datetime,
    *,
    asks: bool = False,
) -> Pick:
    """Return a story as a subscription brings it to a chat without a taste of its own.

    What is no news (`find_no_news`) has no score: only a filter brings it, and a source of little
    else (`asks`). An opinion, and what the letters of a headline alone tell, count a tenth.
    """
    age = (now - story.published_at).total_seconds()
    of_tellings = sum(telling.publishers for telling in story.tellings)
    publishers = story.publishers + of_tellings
    reasons = tuple(_reasons(story, publishers, age, weight))
    asked = is_filter(subscription)
    share = 1.0 if asked or asks else _SHARES.get(_no_news(story), 0.0)
    if not share:
        return Pick(story, 0.0, subscription, reasons)
    last_at = story.last_at or story.published_at
    recent = sum(telling.recent for telling in story.tellings)
    base = shared_score(
        publishers,
        age,
        quiet=(now - last_at).total_seconds(),
        recent=story.recent + recent,
        boards=len(story.boards),
        standing=story.standing,
        has_topic=bool(story.topics),
    )
    worth = ASKED if asked else share
    score = base * weight * worth
    return Pick(story, score, subscription, reasons)


def _reasons(
    story: Story, publishers: int, age: float, weight: float
) -> Iterator[str]:
    """Give the reasons that a pick shows: `publishers:3`, `fresh:2h`, `boards:…`, `weight:2`."""
    yield f"publishers:{publishers}"
    yield f"fresh:{round(max(age, 0.0) / 3600)}h"
    if story.boards:
        yield f"boards:{', '.join(story.boards[:BOARDS_NAMED])}"
    if weight != 1.0:
        yield f"weight:{weight:g}"


def is_no_news(story: Story) -> bool:
    """Tell whether a story is no news, by its articles' texts or by its headline and address."""
    return bool(_no_news(story))


def _no_news(story: Story) -> str:
    """Return which kind of no news a story is; empty for news."""
    return story.no_news or find_no_news(story.title, url=story.url) or ""


def is_filter(subscription: str) -> bool:
    """Return whether words of the chat's own brought a story."""
    return subscription.startswith("filter:")


def rank(
    candidates: Iterable[StoryCandidate],
    *,
    profile: Profile,
    now: datetime,
    limit: int,
) -> list[Pick]:
    """Return the best stories, each once, the best first, varied by topic; each with its reasons.

    The score is log2(1 + independent publishers) × freshness (half-life twenty hours) × the
    subscription's weight × what the chat's feedback says of topic and publisher. Of two alike the
    one given first goes first.
    """
    picks = (
        plain_pick(
            candidate.story, candidate.subscription, candidate.weight, now
        )
        for candidate in candidates
    )
    return best_of(picks, profile=profile, limit=limit)


def best_of(
    picks: Iterable[Pick], *, profile: Profile, limit: int
) -> list[Pick]:
    """Rank what `plain_pick` made, once for many chats, by one chat's taste: as `rank` does."""
    if profile.topics or profile.publishers:
        picks = (_to_taste(pick, profile) for pick in picks)
    scored = [pick for pick in picks if pick.score > 0]
    scored.sort(key=attrgetter("score"), reverse=True)
    return _open_with_topic(_vary(scored, limit))


def _to_taste(pick: Pick, profile: Profile) -> Pick:
    """Return a pick as the chat's feedback shifts it.

    A score of 2.0 of a topic that is liked by 0.3 → 2.6, with the reason `liked:+0.3`.
    """
    shifts = [profile.topics.get(topic, 0.0) for topic in pick.story.topics[:2]]
    liked = sum(shifts) + profile.publishers.get(pick.story.publisher, 0.0)
    if not liked:
        return pick
    reasons = pick.reasons
    if abs(liked) >= MENTIONED:
        reasons = (*reasons, f"liked:{liked:+.1f}")
    score = pick.score * max(1.0 + liked, LEAST_LIKED)
    return replace(pick, score=score, reasons=reasons)


def _vary(ordered: list[Pick], limit: int) -> list[Pick]:
    """Take from the top, each story once, holding back a topic that has had its share while others
    wait.

    Of eight stories of tech and four of the world, ten places → four, four, and two more of tech.
    """
    chosen: list[Pick] = []
    held: list[Pick] = []
    met: set[int] = set()
    counts: Counter[str] = Counter()
    share = max(2, round(SAME_TOPIC * limit / 10))
    for pick in ordered:
        if len(chosen) >= limit:
            break
        if pick.story.id in met:
            continue
        met.add(pick.story.id)
        # A story without a topic counts as its subscription's.
        topic, *_ = (*pick.story.topics, pick.subscription)
        counts[topic] += 1
        if counts[topic] <= share:
            chosen.append(pick)
        else:
            held.append(pick)
    left = max(limit - len(chosen), 0)
    return chosen + held[:left]


def _open_with_topic(chosen: list[Pick]) -> list[Pick]:
    """Let a story that has a topic, or that a filter asked for, go first.

    A digest does not open with "Other".
    """
    for place, pick in enumerate(chosen):
        if pick.story.topics or is_filter(pick.subscription):
            return [pick, *chosen[:place], *chosen[place + 1 :]]
    return chosen
