"""Sign the data of buttons, so that a press counts only if the bot offered that
button.

Clients choose the data of a press. So each button carries eight bytes of an
HMAC-SHA-256 over the chat, the kind of its message and its action. The chat is
named by its row in the store, which stays when a group's id changes.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from bot.rendering.button_data import MARK, Rows, without_proof
from news.models import Button

# A menu is edited when its buttons are pressed; a published message never
# becomes a menu.
MessageKind = Literal["menu", "published"]
# Bytes of the MAC: a guess succeeds once in 2^64 presses, and presses are
# limited.
PROOF = 8


@dataclass(frozen=True, slots=True)
class ButtonClaims:
    """The signer of sent buttons and the checker of pressed ones."""

    key: bytes = field(repr=False)

    def sign(self, rows: Rows, chat_id: int, kind: MessageKind) -> Rows:
        """Return buttons whose data proves that they were offered in this chat
        on a message of this kind.
        """
        return tuple(
            tuple(self._signed(button, chat_id, kind) for button in row)
            for row in rows
        )

    def kind_of(self, data: str, chat_id: int) -> MessageKind | None:
        """Return the kind of message on which this chat was offered a button;
        None if it never was.
        """
        plain = without_proof(data)
        for kind in get_args(MessageKind):
            if hmac.compare_digest(
                _bytes(data), _bytes(self._data(plain, chat_id, kind))
            ):
                proven: MessageKind = kind
                return proven
        return None

    def _signed(
        self, button: Button, chat_id: int, kind: MessageKind
    ) -> Button:
        if not button.data:
            return button
        return replace(button, data=self._data(button.data, chat_id, kind))

    def _data(self, plain: str, chat_id: int, kind: MessageKind) -> str:
        said = _bytes(f"{chat_id}:{kind}:{plain}")
        proof = hmac.digest(self.key, said, "sha256")[:PROOF]
        return f"{plain}{MARK}{urlsafe_b64encode(proof).decode().rstrip('=')}"


def _bytes(text: str) -> bytes:
    """Return a text as bytes; half a surrogate pair, which a client may send,
    raises no error.
    """
    return text.encode("utf-8", "surrogatepass")
