"""Read the message under a pressed button: the buttons it offers, and whether
it is a menu.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bot.rendering.button_claims import ButtonClaims, MessageKind
from bot.rendering.button_data import ActionKind, ButtonAction, read


@dataclass(frozen=True, slots=True)
class PressedMessage:
    """The facts that a message's own buttons prove; nothing here comes from the
    client that pressed.
    """

    query: CallbackQuery | None
    claims: ButtonClaims
    # The row of the message's chat.
    chat_id: int

    @property
    def offered(self) -> set[str]:
        """The data of all its buttons; none if Telegram no longer gives the
        message.
        """
        shown = (
            getattr(self.query.message, "reply_markup", None)
            if self.query
            else None
        )
        rows = shown.inline_keyboard if shown else ()
        return {
            str(button.callback_data or "") for row in rows for button in row
        }

    def relabeled(
        self, labels: Mapping[ButtonAction, str]
    ) -> InlineKeyboardMarkup | None:
        """Return its buttons with new labels, by their actions; None if
        Telegram no longer gives the message.
        """
        shown = (
            getattr(self.query.message, "reply_markup", None)
            if self.query
            else None
        )
        if shown is None:
            return None
        kinds = {type(action).code: type(action) for action in labels}
        return InlineKeyboardMarkup(
            [
                [_relabeled(button, kinds, labels) for button in row]
                for row in shown.inline_keyboard
            ]
        )

    def linked(self, url: str) -> InlineKeyboardMarkup | None:
        """Return its buttons with the pressed one as a link; None if Telegram
        no longer gives the message.
        """
        shown = (
            getattr(self.query.message, "reply_markup", None)
            if self.query
            else None
        )
        if shown is None or self.query is None:
            return None
        pressed = self.query.data
        return InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton(f"{button.text}↑", url=url)
                    if button.callback_data == pressed
                    else button
                    for button in row
                ]
                for row in shown.inline_keyboard
            ]
        )

    @property
    def kinds(self) -> set[MessageKind | None]:
        """The kinds of message that its buttons prove: one, or none for
        messages older than these proofs.
        """
        return {
            self.claims.kind_of(data, self.chat_id) for data in self.offered
        }

    def may_press(self, data: str) -> bool:
        """Tell whether a button was offered in this chat, on a message of the
        same kind.
        """
        kind = self.claims.kind_of(data, self.chat_id)
        # A person's screen may still show a menu that was edited since: the
        # kind must match, not each button.
        return kind is not None and (not self.offered or kind in self.kinds)


def _relabeled(
    button: InlineKeyboardButton,
    kinds: Mapping[str, ActionKind],
    labels: Mapping[ButtonAction, str],
) -> InlineKeyboardButton:
    written = str(button.callback_data or "")
    action = read(written, kinds) if written else None
    if action is None or action not in labels:
        return button
    return InlineKeyboardButton(labels[action], callback_data=written)
