"""The screen of interests: what 👍 and 👎 have taught, with buttons to forget
each part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.interests import opinions_of, strongest
from bot.web.app.desk import Visit
from news.rank import learn
from news.topics import catalogue
from store.chats import votes

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
    learned = learn(await opinions_of(visit.desk.db, visit.chat.id))
    names = {topic.key: topic.name(visit.chat.locale) for topic in catalogue()}
    return visit.render(
        "profile.html",
        topics=_shown("topic", learned.topics, names),
        publishers=_shown("publisher", learned.publishers, {}),
    )


async def forget(visit: Visit) -> str:
    """Forget the votes on one topic or publisher."""
    kind = visit.field("kind")
    key = visit.field("key")
    gone = [
        story.id
        for story, _ in await opinions_of(visit.desk.db, visit.chat.id)
        if (kind == "topic" and key in story.topics[:1])
        or (kind == "publisher" and key == story.publisher)
    ]
    await visit.desk.db.write(votes.forget, visit.chat.id, gone)
    return await show(visit.noted(visit.say("profile.forgotten")))


def _shown(
    kind: Kind, weights: Mapping[str, float], names: Mapping[str, str]
) -> list[Interest]:
    return [
        Interest(kind, key, names.get(key, key), weight)
        for key, weight in strongest(weights)
    ]
