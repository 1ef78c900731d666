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


async def compared(context: JobContext, groups: Sequence[Group]) -> list[Group]:
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
    found = await asyncio.to_thread(_compare, reports)
    return [
        replace(group, picks=_marked(group.picks, found)) for group in groups
    ]


def _compare(reports: Mapping[int, Sequence[ToldFigures]]) -> Found:
    compared_ = {
        story: disagreements(listed) for story, listed in reports.items()
    }
    return {
        story: differing for story, differing in compared_.items() if differing
    }


def _marked(picks: tuple[Pick, ...], found: Found) -> tuple[Pick, ...]:
    return tuple(
        replace(
            pick, story=replace(pick.story, disagreements=found[pick.story.id])
        )
        if pick.story.id in found
        else pick
        for pick in picks
    )
