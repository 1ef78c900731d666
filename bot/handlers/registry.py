"""All commands of a chat, in the order of Telegram's menu. A new command needs
one line here, and its texts.
"""

from __future__ import annotations

from bot.handlers import help, undo
from bot.handlers.commands import Command
from bot.handlers.groups import channels
from bot.handlers.operator import operator, source_review
from bot.handlers.reading import (
    ask,
    digests,
    listen,
    profile,
    read_later,
    story,
    trends,
    week,
)
from bot.handlers.schedule import alerts, pause, quiet_hours, schedule
from bot.handlers.setup import (
    forget,
    language,
    quick_settings,
    settings,
    start,
    zone,
)
from bot.handlers.sharing import sharing
from bot.handlers.subscriptions import (
    filters,
    mutes,
    post_formats,
    subscribe,
    subscription_list,
    topic_choice,
    unsubscribe,
    weights,
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "digest", digests.digest, "reading", "anybody", "heavy", featured=True
    ),
    Command("latest", digests.latest, "reading", "anybody", featured=True),
    Command(
        "subscribe",
        subscribe.subscribe,
        "subscribing",
        cost="heavy",
        featured=True,
    ),
    Command(
        "subscriptions",
        subscription_list.subscriptions_,
        "subscribing",
        "anybody",
        featured=True,
    ),
    Command(
        "search", digests.search, "reading", "anybody", "heavy", featured=True
    ),
    Command("ask", ask.ask, "reading", "anybody", "heavy"),
    Command("story", story.story, "reading", "anybody"),
    Command("saved", digests.saved, "reading", "private"),
    Command(
        "readlater",
        read_later.read_later_,
        "reading",
        "private",
        undoable=False,
    ),
    Command("catchup", digests.catchup, "reading", "anybody", "heavy"),
    Command("week", week.week, "reading", "anybody", "heavy"),
    Command("trends", trends.trends_, "reading", "anybody", "heavy"),
    Command(
        "listen", listen.listen, "reading", "anybody", "heavy", needs="speech"
    ),
    Command("schedule", schedule.schedule, "when", featured=True),
    Command("settings", settings.settings, "settings", featured=True),
    Command("help", help.help_, "settings", "anybody"),
    Command("unsubscribe", unsubscribe.unsubscribe, "subscribing"),
    Command("topics", topic_choice.topics, "subscribing", "anybody"),
    Command("weight", weights.weight, "subscribing"),
    Command("format", post_formats.format_, "subscribing"),
    Command("filter", filters.filter_, "filters", cost="heavy"),
    Command("mute", mutes.mute, "filters"),
    Command("unmute", mutes.unmute, "filters"),
    Command("timezone", zone.timezone, "when", featured=True),
    Command("quiet", quiet_hours.quiet, "when"),
    Command("alerts", alerts.alerts, "when"),
    Command("pause", pause.pause, "when"),
    Command("resume", pause.resume, "when"),
    Command("budget", quick_settings.budget, "much"),
    Command("style", quick_settings.style, "much"),
    Command("images", quick_settings.switch("images"), "much"),
    Command("preview", quick_settings.switch("preview"), "much"),
    Command("silent", quick_settings.switch("silent"), "much"),
    Command("empty", quick_settings.switch("send_empty"), "much"),
    Command("profile", profile.profile, "reading", "private"),
    Command("share", sharing.share, "reading", "anybody"),
    Command("channels", channels.channels, "groups", "private"),
    Command("everyone", quick_settings.switch("everyone"), "groups", "group"),
    Command("news", quick_settings.news, "settings"),
    Command("language", language.language, "settings"),
    Command("export", sharing.export, "settings", "private"),
    Command("feed", sharing.feed, "settings", "private"),
    Command("start", start.start, "settings"),
    Command("undo", undo.undo, "settings", undoable=False),
    Command("forget", forget.forget, "settings", undoable=False),
    *(
        Command(
            name,
            operator.for_operators(handler),
            "operating",
            "operators",
            undoable=False,
        )
        for name, handler in (
            ("health", operator.health),
            ("sources", source_review.sources_),
            ("broadcast", operator.broadcast),
            ("ban", operator.ban),
            ("unban", operator.unban),
            ("admin", operator.admin),
        )
    ),
)


def commands_for(*, speech: bool) -> tuple[Command, ...]:
    """Return an installation's commands, without those whose service is not set
    up.
    """
    return tuple(
        command for command in COMMANDS if command.needs != "speech" or speech
    )
