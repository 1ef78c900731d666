"""Ask what a chat's votes mean; nothing changes without a press."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering import telegram_html
from bot.rendering.actions.subscription_actions import WeighSubscription
from bot.rendering.button_data import action_button
from bot.rendering.i18n import Translator
from news.models import Message
from news.preferences import Proposal
from news.topics import catalogue
from store.rows import Subscription

# Levels of `bot.handlers.subscriptions.weights`: one below and one above the
# default.
_LESS, _MORE = 1, 3


def proposal_message(
    meant: Sequence[tuple[Proposal, Subscription]], speech: Translator
) -> Message:
    """Write a line and a button for each proposal."""
    names = {topic.key: topic.name(speech.locale) for topic in catalogue()}
    lines = [f"💡 {telegram_html.escape(speech.say('propose.title'))}"]
    rows = []
    for proposal, row in meant:
        name = names.get(proposal.topic, proposal.topic)
        told = speech.say(
            "propose.line",
            name=name,
            liked=proposal.liked,
            total=proposal.total,
        )
        lines.append(f"• {telegram_html.escape(told)}")
        sign, level = ("▲", _MORE) if proposal.more else ("▼", _LESS)
        weight = speech.say(f"weight.{level}")
        label = f"{sign} {speech.labelled(name, weight)}"
        rows.append((action_button(label, WeighSubscription(row.id, level)),))
    return Message("\n".join(lines), tuple(rows))
