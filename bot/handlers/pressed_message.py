"""Read the message under a pressed button: the buttons it offers, and whether
it is a menu.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
)

from bot.rendering.button_claims import ButtonClaims, MessageKind
from bot.rendering.button_data import ActionKind, ButtonAction, read

ButtonRows = tuple[tuple[InlineKeyboardButton, ...], ...]


def button_rows(message: MaybeInaccessibleMessage | None) -> ButtonRows:
    """Return the rows of a message's inline buttons; none for a message without
    buttons, or one that Telegram no longer gives.
    """
    keyboard = getattr(message, "reply_markup", None)
    return getattr(keyboard, "inline_keyboard", ())


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
    def _rows(self) -> ButtonRows:
        return button_rows(self.query.message) if self.query else ()

    @property
    def offered(self) -> set[str]:
        """The data of all its buttons; none if Telegram no longer gives the
        message.
        """
        return {
            str(button.callback_data or "")
            for row in self._rows
            for button in row
        }

    def relabeled(
        self, labels: Mapping[ButtonAction, str]
    ) -> InlineKeyboardMarkup | None:
        """Return its buttons with new labels, by their actions; None if
        Telegram no longer gives the message.
        """
        kinds = {type(action).code: type(action) for action in labels}
        return self._with_each(lambda button: _relabeled(button, kinds, labels))

    def linked(self, url: str) -> InlineKeyboardMarkup | None:
        """Return its buttons with the pressed one as a link; None if Telegram
        no longer gives the message.
        """
        pressed = self.query.data if self.query else None

        def link(button: InlineKeyboardButton) -> InlineKeyboardButton:
            if button.callback_data != pressed:
                return button
            return InlineKeyboardButton(f"{button.text}↑", url=url)

        return self._with_each(link)

    def _with_each(
        self, change: Callable[[InlineKeyboardButton], InlineKeyboardButton]
    ) -> InlineKeyboardMarkup | None:
        """Return its buttons, each changed; None if there are none to change."""
        rows = [tuple(map(change, row)) for row in self._rows]
        return InlineKeyboardMarkup(rows) if rows else None

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
    """Return a button with its new label, and its data as they were; a button of
    another action or of an older version stays as it is.
    """
    written = str(button.callback_data or "")
    action = read(written, kinds) if written else None
    if action is None or action not in labels:
        return button
    return InlineKeyboardButton(labels[action], callback_data=written)
