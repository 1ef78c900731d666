"""What a 429 holds, and what it does not."""

from __future__ import annotations

from bot.delivery.holds import Holds


def test_nothing_is_held_before_telegram_refused_anything() -> None:
    holds = Holds()
    assert holds.left(0, "setmycommands", 0.0) == 0.0
    assert holds.left(5, "sendmessage", 0.0) == 0.0
    assert holds.left_for_all(0.0) == 0.0


def test_a_chat_and_a_method_are_held_by_themselves() -> None:
    holds = Holds()
    holds.refuse(5, "sendmessage", 30.0, 100.0)
    holds.refuse(0, "setmycommands", 60.0, 100.0)
    assert holds.left(5, "sendmessage", 110.0) == 20.0
    assert holds.left(6, "sendmessage", 110.0) == 0.0
    assert holds.left(0, "setmycommands", 110.0) == 50.0
    assert holds.left(0, "setwebhook", 110.0) == 0.0
    assert holds.left_for_all(110.0) == 0.0
