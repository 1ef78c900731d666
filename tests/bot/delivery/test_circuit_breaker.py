"""The state of the way to Telegram: open at the first fault, probed with growing pauses, closed by a message."""

from __future__ import annotations

from bot.delivery.circuit_breaker import CircuitBreaker


def test_it_opens_at_the_first_fault_and_many_of_one_moment_count_once() -> (
    None
):
    breaker = CircuitBreaker()
    for _ in range(90):
        breaker.trip("lost", 100)
    assert breaker.unauthorized_since is None
    assert (breaker.is_open, breaker.failures, breaker.why, breaker.since) == (
        True,
        1,
        "lost",
        100,
    )


def test_the_first_probe_comes_at_once_and_the_pauses_grow_to_a_minute() -> (
    None
):
    breaker = CircuitBreaker()
    breaker.trip("lost", 100)
    pauses = []
    for _ in range(10):
        pauses.append(breaker.pause())
        breaker.probe_failed("lost", 100)
    assert pauses == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_after_a_probe_one_message_is_on_trial_and_its_success_closes_it() -> (
    None
):
    breaker = CircuitBreaker()
    breaker.trip("lost", 100)
    breaker.probe_succeeded()
    assert (breaker.is_open, breaker.on_trial) == (False, True)
    breaker.succeed()
    assert (breaker.on_trial, breaker.why, breaker.since, breaker.failures) == (
        False,
        "",
        None,
        0,
    )


def test_a_message_that_was_in_the_air_and_arrived_closes_it_at_once() -> None:
    breaker = CircuitBreaker()
    breaker.trip("Unauthorized", 100, unauthorized=True)
    breaker.succeed()
    assert breaker == CircuitBreaker()
    assert not breaker.is_open


def test_a_trial_that_fails_lengthens_the_pause() -> None:
    breaker = CircuitBreaker()
    breaker.trip("lost", 100)
    breaker.probe_succeeded()
    breaker.trip("lost", 101)
    assert (breaker.failures, breaker.pause(), breaker.since) == (2, 1.0, 100)


def test_another_answer_in_between_ends_the_count_of_refusals() -> None:
    breaker = CircuitBreaker()
    breaker.trip("Unauthorized", 100, unauthorized=True)
    breaker.probe_failed("Unauthorized", 150, unauthorized=True)
    assert breaker.unauthorized_since == 100
    breaker.probe_failed("lost", 160)
    assert breaker.unauthorized_since is None
