"""Add to the stories of digests the figures in which their publishers differ."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jobs.context import JobContext
from jobs.digests.select import Group
from news.across import disagreements
from news.models import Disagreement, Pick, ToldFigures
from store.news import told_figures

Found = Mapping[int, tuple[Disagreement, ...]]


async def with_disagreements(
    context: JobContext, groups: Sequence[Group]
) -> list[Group]:
    """Return the groups, with the figures on which each story's publishers disagree."""
    told = {
        pick.story.id
        for group in groups
        for pick in group.picks
        if pick.story.publishers > 1
    }
    if not told:
        return list(groups)
    reports = await context.db.read(told_figures.of_stories, told)
    # A millisecond a report: too much work for the loop where a batch tells
    # many stories.
    read = await asyncio.to_thread(_compare, reports)
    return [
        replace(group, picks=_marked(group.picks, read)) for group in groups
    ]


def _compare(reports: Mapping[int, Sequence[ToldFigures]]) -> Found:
    differing = {}
    for story, told in reports.items():
        figures = disagreements(told)
        if figures:
            differing[story] = figures
    return differing


def _marked(picks: tuple[Pick, ...], read: Found) -> tuple[Pick, ...]:
    marked = []
    for pick in picks:
        figures = read.get(pick.story.id)
        if figures is None:
            marked.append(pick)
        else:
            story = replace(pick.story, disagreements=figures)
            marked.append(replace(pick, story=story))
    return tuple(marked)
