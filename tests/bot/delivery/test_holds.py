"""Which calls a 429 holds back, and which go on."""

from __future__ import annotations

from bot.delivery.holds import KEPT, Holds


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


def test_of_many_holds_those_that_ended_are_dropped_and_no_other() -> None:
    holds = Holds()
    for chat in range(1, KEPT + 1):
        holds.refuse(chat, "sendmessage", 10.0, 0.0)
    holds.forget(20.0)
    assert len(holds._chats) == KEPT  # not so many that it would matter
    holds.refuse(KEPT + 1, "sendmessage", 10.0, 15.0)
    holds.refuse(KEPT + 2, "sendmessage", 5.0, 15.0)
    holds.forget(20.0)
    assert list(holds._chats) == [KEPT + 1]
    assert holds.left(KEPT + 1, "sendmessage", 20.0) == 5.0


def test_only_a_call_that_began_after_the_guess_about_all_ends_it() -> None:
    holds = Holds()
    for chat in (1, 2, 3):
        holds.refuse(chat, "sendmessage", 20.0, 100.0)
    holds.succeed(99.5)
    assert holds.left_for_all(105.0) == 15.0
    holds.succeed(100.0)
    assert holds.left_for_all(105.0) == 0.0
