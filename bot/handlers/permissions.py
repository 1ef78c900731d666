"""Permission to use the bot: for everybody, for listed people, or for people
with an invitation.
"""

from __future__ import annotations

from bot.handlers.handler_context import Defaults
from store.news.visibility import Voucher
from store.rows import Chat


def may_use(defaults: Defaults, person: int, chat: Chat | None) -> bool:
    """Tell whether a person may use the bot in a chat: by the person's id, the
    chat's id, or the id of the channel's manager.
    """
    if chat is not None and chat.state == "banned":
        return False
    known = {person} | ({chat.telegram_id, chat.managed_by} if chat else set())
    if defaults.mode == "open" or known & (defaults.allowed | defaults.admins):
        return True
    return (
        defaults.mode == "invite" and chat is not None and bool(chat.invited_by)
    )


def voucher(defaults: Defaults, person: int) -> Voucher:
    """Return the role in which a person vouches for a source that they add;
    empty if they have none.
    """
    if person in defaults.admins:
        return "operator"
    if defaults.trusts_members:
        return "member"
    return ""
