"""The screen of interests: what 👍 and 👎 have taught, with buttons to forget
each part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.web.app.desk import Visit
from news.models import Story
from news.rank import learn
from news.topics import catalogue
from store.chats import feedback, votes
from store.news import stories

# The most topics and publishers to show, the strongest first.
MOST = 12
Kind = Literal["topic", "publisher"]


@dataclass(frozen=True, slots=True)
class Interest:
    """A topic or publisher, and its effect on the rank of its stories."""

    kind: Kind
    key: str
    name: str
    weight: float


async def show(visit: Visit) -> str:
    """Return the whole screen."""
    learned = learn(await _opinions(visit))
    names = {info.key: info.name(visit.chat.locale) for info in catalogue()}
    return visit.render(
        "profile.html",
        topics=_strongest("topic", learned.topics, names),
        publishers=_strongest("publisher", learned.publishers, {}),
    )


async def forget(visit: Visit) -> str:
    """Forget the votes on one topic or publisher."""
    kind, key = visit.field("kind"), visit.field("key")
    gone = [
        story.id
        for story, _ in await _opinions(visit)
        if (kind == "topic" and key in story.topics[:1])
        or (kind == "publisher" and key == story.publisher)
    ]
    await visit.desk.db.write(votes.forget, visit.chat.id, gone)
    return await show(visit.noted(visit.say("profile.forgotten")))


def _strongest(
    kind: Kind, weights: Mapping[str, float], names: Mapping[str, str]
) -> list[Interest]:
    known = [
        Interest(kind, key, names.get(key, key), value)
        for key, value in weights.items()
        if value
    ]
    known.sort(key=lambda interest: -abs(interest.weight))
    return known[:MOST]


async def _opinions(visit: Visit) -> list[tuple[Story, int]]:
    own = visit.chat.id
    read = visit.desk.db.read
    said = (await read(feedback.of_chats, [own])).get(own, [])
    ids = {opinion.story_id for opinion in said}
    told = await read(stories.by_ids, ids, own)
    return [
        (told[opinion.story_id], opinion.value)
        for opinion in said
        if opinion.story_id in told
    ]
