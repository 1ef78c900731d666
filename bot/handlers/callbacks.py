"""Find the handler of every pressed button; answer old buttons sensibly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.handlers import fallback, help
from bot.handlers.context import UpdateContext
from bot.handlers.groups import channels
from bot.handlers.operator import operator, source_review
from bot.handlers.reading import (
    digests,
    evidence,
    listen,
    opinions,
    profile,
    shared_links,
    story,
)
from bot.handlers.schedule import (
    alerts,
    pause,
    quiet_hours,
    schedule,
    week_schedule,
)
from bot.handlers.setup import (
    forget,
    language,
    settings,
    settings_pages,
    start,
    zone,
)
from bot.handlers.sharing import sharing
from bot.handlers.subscriptions import (
    doors,
    listed_sources,
    mutes,
    opml_import,
    post_formats,
    source_words,
    subscribe,
    subscription_list,
    topic_choice,
    unsubscribe,
)
from bot.rendering.actions import (
    operator_actions,
    schedule_actions,
    settings_actions,
    story_actions,
    subscription_actions,
)
from bot.rendering.button_data import ActionKind, ButtonAction, read, scope_of

Action = TypeVar("Action", bound=ButtonAction)
# Each handler takes the action of its own kind; `_on` makes mypy check that.
PressHandler = Callable[[UpdateContext, Any], Awaitable[None]]


def _on(
    kind: type[Action],
    handler: Callable[[UpdateContext, Action], Awaitable[None]],
) -> tuple[ActionKind, PressHandler]:
    """Pair an action with its handler, so that mypy checks their types
    together.
    """
    return kind, handler


_STORIES = (
    _on(story_actions.OpenStory, story.open_),
    _on(story_actions.RateStory, opinions.rate),
    _on(story_actions.SaveStory, opinions.save),
    _on(story_actions.KeepLink, shared_links.keep),
    _on(story_actions.ExplainStory, opinions.why),
    _on(story_actions.ShowEvidence, evidence.show),
    _on(story_actions.SendDigest, digests.now_),
    _on(story_actions.SpeakDigest, listen.press),
    _on(story_actions.SpeakAlways, listen.switch),
    _on(story_actions.ForgetOpinion, profile.forget),
    _on(story_actions.AskMute, mutes.ask),
    _on(story_actions.MuteAtOnce, mutes.at_once),
    _on(story_actions.MuteStory, mutes.this_story),
    _on(story_actions.MutePublisher, mutes.publisher),
    _on(story_actions.MuteTopic, mutes.topic),
    _on(story_actions.KeepUnmuted, mutes.cancel),
    _on(story_actions.ListMutes, mutes.show),
    _on(story_actions.Unmute, mutes.undo),
)
_SUBSCRIPTIONS = (
    _on(subscription_actions.ShowTopics, topic_choice.show_topics),
    _on(subscription_actions.ToggleTopic, topic_choice.tick),
    _on(subscription_actions.ListSubscriptions, subscription_list.turn),
    _on(subscription_actions.OpenSubscription, subscription_list.open_),
    _on(subscription_actions.Unsubscribe, subscription_list.remove),
    _on(subscription_actions.WeighSubscription, subscription_list.weigh),
    _on(subscription_actions.ChooseDelivery, subscription_list.send_by),
    _on(subscription_actions.ShowFormat, post_formats.show),
    _on(subscription_actions.ChangeFormat, post_formats.change),
    _on(subscription_actions.ShowWords, source_words.show),
    _on(subscription_actions.TakeAll, source_words.take_all),
    _on(subscription_actions.OpenLabel, subscription_list.open_label),
    _on(subscription_actions.RestLabel, subscription_list.rest),
    _on(subscription_actions.AnswerProposal, subscribe.decide),
    _on(subscription_actions.TreatWords, fallback.do),
    _on(subscription_actions.AnswerImport, opml_import.decided),
    _on(subscription_actions.ToggleListedSource, listed_sources.toggle),
    _on(subscription_actions.ShowRegions, listed_sources.show_regions),
    _on(subscription_actions.ShowRegion, listed_sources.show_region),
    _on(subscription_actions.ToggleRegionSource, listed_sources.tick),
    _on(subscription_actions.OpenDoor, doors.ask),
    _on(subscription_actions.ReadOtherwise, subscribe.read_otherwise),
    _on(subscription_actions.LeaveAll, unsubscribe.leave_all),
)
_TIMES = (
    _on(schedule_actions.ChooseHour, schedule.hour),
    _on(schedule_actions.ClearSchedule, schedule.press),
    _on(schedule_actions.ShowPart, schedule.show_part),
    _on(schedule_actions.ToggleMinute, schedule.press),
    _on(schedule_actions.ToggleDay, schedule.press),
    _on(schedule_actions.ChooseDays, schedule.press),
    _on(schedule_actions.AddRemainingDays, schedule.press),
    _on(schedule_actions.PauseDigests, pause.press),
    _on(schedule_actions.PlanPause, pause.plan),
    _on(schedule_actions.ChooseZone, zone.choose),
    _on(schedule_actions.SetQuietHours, quiet_hours.press),
    _on(schedule_actions.EndQuietHours, quiet_hours.press),
    _on(schedule_actions.SetAlerts, alerts.choose),
    _on(schedule_actions.SendWeek, week_schedule.press),
)
_SETTINGS = (
    _on(settings_actions.ChooseFirstLanguage, start.set_language),
    _on(settings_actions.ChooseFirstNews, start.choose_news),
    _on(settings_actions.ToggleFirstTopic, start.choose_topic),
    _on(settings_actions.ShowFirstTopics, start.back_to_topics),
    _on(settings_actions.FinishTopics, start.topics_done),
    _on(settings_actions.ChooseFirstZone, start.choose_zone),
    _on(settings_actions.ChooseFirstHour, start.set_hour),
    _on(settings_actions.ChooseLanguage, language.choose),
    _on(settings_actions.ShowSettings, settings_pages.show),
    _on(settings_actions.ChangeSetting, settings.set_),
    _on(settings_actions.ToggleNewsLanguage, settings.choose_news),
    _on(settings_actions.OutdatedErase, forget.outdated),
    _on(settings_actions.EraseChat, forget.decided),
    _on(settings_actions.ExportData, sharing.export_chosen),
    _on(settings_actions.ChangeFeed, sharing.feed_chosen),
    _on(settings_actions.ManageChannel, channels.choose),
    _on(settings_actions.ShowHelp, help.subject),
)
_OPERATORS = (
    _on(operator_actions.SendBroadcast, operator.decide_broadcast),
    _on(operator_actions.DropBroadcast, operator.decide_broadcast),
    _on(operator_actions.WatchBroadcast, operator.watch_broadcast),
    _on(operator_actions.StopBroadcast, operator.stop_broadcast),
    _on(operator_actions.ApproveSource, source_review.approve),
    _on(operator_actions.RefuseSource, source_review.refuse),
)
# The handler of each action; a code missing here means an old button.
PRESSES = dict((*_STORIES, *_SUBSCRIPTIONS, *_TIMES, *_SETTINGS, *_OPERATORS))
KINDS = {kind.code: kind for kind in PRESSES}


async def press(context: UpdateContext) -> None:
    """Act on a button that its message offers in this chat; answer any other
    without acting.
    """
    query = context.update.callback_query
    written = (query.data if query else "") or ""
    action = read(written, KINDS)
    # If the channel is gone, or no longer this person's, the private chat must
    # not take its place.
    lost = scope_of(written) is not None and context.home is None
    if action is None or lost:
        await context.alert("button.old")
        return
    # Everybody may open a story from a message with its button, signed or not:
    # that changes nothing.
    opens = (
        isinstance(action, story_actions.OpenStory)
        and written in context.pressed.offered
    )
    if not opens and not context.pressed.may_press(written):
        await _offer_anew(context, written)
        return
    await PRESSES[type(action)](context, action)
    if not context.answered:
        await context.alert("button.old")


async def _offer_anew(context: UpdateContext, written: str) -> None:
    """Answer a button that may not be pressed.

    A button of an earlier version, still shown by its message, is answered with
    a fresh menu.
    """
    await context.alert("button.old")
    # A channel's readers are a crowd, and its posts are no place for menus.
    if written in context.pressed.offered and context.place.kind != "channel":
        await context.answer(*await settings_pages.page(context, ""))
