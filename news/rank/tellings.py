"""Merge one event told in several languages, for a chat that reads more than one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from news.language import matches
from news.models import Pick, Story


def told_once(
    stories: Sequence[Story], languages: Sequence[str]
) -> list[Story]:
    """Keep of each event one telling, in order: in the first of these languages that tells it,
    or the most told where none does.

    An event told in English and in German → the German story for a chat that reads ("de", "en").
    """
    dropped: set[int] = set()
    best_first = sorted(stories, key=lambda story: preference(story, languages))
    for story in best_first:
        if story.id not in dropped:
            dropped.update(telling.story for telling in story.tellings)
    return [story for story in stories if story.id not in dropped]


def one_telling(picks: Iterable[Pick], languages: Sequence[str]) -> list[Pick]:
    """Keep the picks of the stories that `told_once` keeps.

    The order stays. A story that several subscriptions bring stays as often as it came.
    """
    picks = list(picks)
    shared = {
        pick.story.id: pick.story for pick in picks if pick.story.tellings
    }
    kept = told_once(list(shared.values()), languages)
    dropped = shared.keys() - {story.id for story in kept}
    return [pick for pick in picks if pick.story.id not in dropped]


def preference(story: Story, languages: Sequence[str]) -> tuple[int, int, int]:
    """Return what orders the tellings of an event, for `sorted`: the language's place in the list,
    then the count of articles, then the id.
    """
    others = takewhile(
        lambda tag: not matches(story.language, (tag,)), languages
    )
    return len(list(others)), -story.articles, story.id
