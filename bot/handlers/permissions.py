"""Who may use the bot: everybody, listed people, or people with an invitation."""

from __future__ import annotations

from bot.handlers.handler_context import Defaults
from store.news.visibility import Voucher
from store.rows import Chat


def may_use(defaults: Defaults, person: int, chat: Chat | None) -> bool:
    """Tell whether a person may, who speaks in a chat, or for whom it stands:
    a private one, or a channel's manager's.
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
    """Return as who a person vouches for a source that they add; empty for nobody who may."""
    if person in defaults.admins:
        return "operator"
    return "member" if defaults.trusts_members else ""
