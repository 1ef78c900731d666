"""Permission to use the bot: for everybody, for listed people, or for people
with an invitation.
"""

from __future__ import annotations

from bot.handlers.handler_context import Defaults
from bot.settings_access import AccessRule, is_admitted
from store.news.visibility import Voucher
from store.rows import Chat


def may_use(defaults: Defaults, person: int, chat: Chat | None) -> bool:
    """Tell whether a person may use the bot in a chat."""
    rule = AccessRule(defaults.mode, defaults.allowed | defaults.admins)
    return is_admitted(rule, chat, person)


def voucher(defaults: Defaults, person: int) -> Voucher:
    """Return the role in which a person vouches for a source that they add;
    empty if they have none.
    """
    if person in defaults.admins:
        return "operator"
    if defaults.trusts_members:
        return "member"
    return ""
