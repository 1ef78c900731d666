"""Permission to use the bot: for everybody, for listed people, or for people
with an invitation.
"""

from __future__ import annotations

from bot.handlers.handler_context import Defaults
from store.news.visibility import Voucher
from store.rows import Chat


def may_use(defaults: Defaults, person: int, chat: Chat | None) -> bool:
    """Tell whether a person may use the bot in a chat: by the person's id, the
    chat's id, now or before it became a supergroup, or the id of the channel's
    manager.
    """
    known: set[int | None] = {person}
    invitation = ""
    if chat is not None:
        if chat.state == "banned":
            return False
        former = chat.former_id or None
        known |= {chat.telegram_id, former, chat.managed_by}
        invitation = chat.invited_by
    is_listed = not known.isdisjoint(defaults.allowed | defaults.admins)
    is_invited = defaults.mode == "invite" and bool(invitation)
    return defaults.mode == "open" or is_listed or is_invited


def voucher(defaults: Defaults, person: int) -> Voucher:
    """Return the role in which a person vouches for a source that they add;
    empty if they have none.
    """
    if person in defaults.admins:
        return "operator"
    if defaults.trusts_members:
        return "member"
    return ""
