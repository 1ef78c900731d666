"""Faults strike where and as often as the plan says."""

from __future__ import annotations

import random

from sandbox.world.faults import Fault, Plan


def kinds(plan: Plan, *calls: tuple[str, int | None]) -> list[str]:
    return [
        fault.kind if (fault := plan.strike(*call)) else "" for call in calls
    ]


def test_an_empty_plan_strikes_nothing() -> None:
    assert Plan().strike("sendmessage", 1) is None


def test_a_fault_strikes_everything_for_ever() -> None:
    plan = Plan([Fault("500")])
    assert (
        kinds(plan, ("sendmessage", 1), ("getme", None), ("sendmessage", 2))
        == ["500"] * 3
    )
    assert plan.struck == {"500": 3}


def test_a_fault_strikes_as_often_as_it_says() -> None:
    plan = Plan([Fault("garbage", count=2)])
    assert kinds(plan, *[("getme", None)] * 4) == ["garbage", "garbage", "", ""]
    assert plan.struck == {"garbage": 2}


def test_a_fault_strikes_one_method_however_it_is_written() -> None:
    plan = Plan([Fault("502", method="sendMessage")])
    assert kinds(plan, ("sendmessage", 1), ("sendphoto", 1)) == ["502", ""]


def test_a_fault_strikes_one_chat() -> None:
    plan = Plan([Fault("429", chat=5)])
    assert kinds(
        plan, ("sendmessage", 5), ("sendmessage", 6), ("getme", None)
    ) == ["429", "", ""]


def test_the_first_that_fits_strikes_and_then_the_next() -> None:
    plan = Plan([Fault("500", count=1), Fault("502", count=1)])
    assert kinds(plan, *[("getme", None)] * 3) == ["500", "502", ""]


def test_a_share_of_calls_is_struck_the_same_for_one_seed() -> None:
    calls = [("sendmessage", 1)] * 1000
    first, second, other = (
        kinds(Plan([Fault("stall", share=0.25)], random.Random(seed)), *calls)
        for seed in (7, 7, 8)
    )
    assert first == second
    assert first != other
    assert 180 < first.count("stall") < 320


def test_a_share_of_none_strikes_nothing() -> None:
    assert "stall" not in kinds(
        Plan([Fault("stall", share=0.0)]), *[("getme", None)] * 100
    )
