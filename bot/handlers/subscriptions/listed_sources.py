"""Sources of the catalogue: find them by name, or choose them by region."""

from __future__ import annotations

from collections.abc import Iterable

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.setup.start import begin_schedule
from bot.rendering import telegram_html
from bot.rendering.actions.settings_actions import ShowFirstTopics
from bot.rendering.actions.subscription_actions import (
    ShowRegion,
    ShowRegions,
    ToggleListedSource,
    ToggleRegionSource,
)
from bot.rendering.button_data import ButtonAction, Rows, action_button
from bot.rendering.keyboards import grid, mark
from bot.subscription_names import numbers_of
from news.catalogue import ListedSource, Region, by_key, find_sources, regions
from news.models import Button
from store.chats import subscriptions
from store.news import catalogue_sources
from store.operations import catalogue_checks

# Sources to offer beside a filter: more would push the filter's own buttons out
# of sight.
OFFERED = 6
# Characters of a title on a button.
WIDTH = 40


async def offers(context: UpdateContext, words: str) -> Rows:
    """Return a button for each working source with these words in its name."""
    named = {source.url for source in find_sources(words)}
    working = await _working(
        context, (row for row in context.tools.catalogue if row.url in named)
    )
    chosen = await _chosen(context)
    return tuple(
        (_button(row, chosen, ToggleListedSource(row.key)),)
        for row in working[:OFFERED]
    )


async def toggle(context: UpdateContext, pressed: ToggleListedSource) -> None:
    """Subscribe to a source beside a filter, or unsubscribe again."""
    row = _named(context, pressed.source)
    if row is None or not await may_change(context):
        return
    key = "topic.on" if await _toggle(context, row) else "topic.off"
    await context.alert(key, name=row.title)


async def show_regions(context: UpdateContext, _pressed: ShowRegions) -> None:
    """Show the regions."""
    await context.answer_callback()
    await context.reply_in_place("regions.choose", _region_rows(context))


async def show_region(context: UpdateContext, pressed: ShowRegion) -> None:
    """Show one region's sources."""
    by_region = {region.key: region for region in regions()}
    region = by_region.get(pressed.region)
    if region is not None:
        await context.answer_callback()
        name = region.name(context.place.locale)
        await context.reply_in_place(
            "regions.sources", await _source_rows(context, region), name=name
        )


async def tick(context: UpdateContext, pressed: ToggleRegionSource) -> None:
    """Subscribe to a source in a region's list, or unsubscribe again."""
    row = _named(context, pressed.source)
    if row is not None and await may_change(context):
        await _toggle(context, row)
        await show_region(context, ShowRegion(pressed.region))


def _region_rows(context: UpdateContext) -> Rows:
    """Return a button for each region with sources; regions in the chat's
    language come first.
    """
    locale = context.place.locale
    language = locale.partition("-")[0]
    spoken = {
        row.region
        for row in context.tools.catalogue
        if row.language == language
    }
    told = {row.region for row in context.tools.catalogue}
    shown = sorted(
        (region for region in regions() if region.key in told),
        key=lambda region: region.key not in spoken,
    )
    buttons = (
        action_button(region.name(locale), ShowRegion(region.key))
        for region in shown
    )
    back = action_button(f"⬅ {context.say('settings.back')}", ShowFirstTopics())
    return (*grid(buttons, 3), (back,))


async def _source_rows(context: UpdateContext, region: Region) -> Rows:
    working = await _working(
        context,
        (row for row in context.tools.catalogue if row.region == region.key),
    )
    chosen = await _chosen(context)
    rows = tuple(
        (_button(row, chosen, ToggleRegionSource(region.key, row.key)),)
        for row in working
    )
    back = action_button(f"⬅ {context.say('regions.title')}", ShowRegions())
    return (*rows, (back,))


def _button(
    row: ListedSource, chosen: set[str], action: ButtonAction
) -> Button:
    title = telegram_html.shorten(row.title, WIDTH)
    return mark(f"🗞 {title}", row.url in chosen, action)


def _named(context: UpdateContext, key: str) -> ListedSource | None:
    """Return the source that a button names; None if the operator's catalogue
    has it no more.
    """
    row = by_key(key)
    if row in context.tools.catalogue:
        return row
    return None


async def _working(
    context: UpdateContext, rows: Iterable[ListedSource]
) -> list[ListedSource]:
    """Return the sources whose last try did not fail."""
    checks = await context.read(catalogue_checks.read)
    off = {url for url, check in checks.items() if check.error}
    return [row for row in rows if row.url not in off]


async def _chosen(context: UpdateContext) -> set[str]:
    """Return the addresses of the chat's sources."""
    ids = numbers_of(await context.subscriptions(), "source")
    return await context.read(catalogue_sources.urls_of, ids)


async def _toggle(context: UpdateContext, row: ListedSource) -> bool:
    """Subscribe to a source or unsubscribe; return whether the chat has it now."""
    chat, now = context.chat.id, context.clock()
    source = await context.write(catalogue_sources.adopt, row, now)
    value = str(source.id)
    if await context.write(subscriptions.remove, chat, "source", value):
        return False
    limit = context.defaults.subscriptions
    await context.write(
        subscriptions.add, chat, "source", value, limit=limit, now=now
    )
    await begin_schedule(context)
    return True
