"""What comes back over HTTP where a fault strikes."""

from __future__ import annotations

import json

import pytest

from sandbox.bot_api.answers import CutResponse, good, refused, struck
from sandbox.errors import too_many
from sandbox.world.faults import Fault


@pytest.mark.parametrize(
    ("kind", "status"), [("401", 401), ("404", 404), ("429", 429), ("500", 500)]
)
async def test_telegrams_own_refusals(kind: str, status: int) -> None:
    answer = await struck(Fault(kind, seconds=7))  # type: ignore[arg-type]
    assert answer.status_code == status
    assert json.loads(bytes(answer.body))["error_code"] == status


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("502", 502),
        ("gateway-400", 400),
        ("gateway-403", 403),
        ("gateway-200", 200),
    ],
)
async def test_a_gateways_pages(kind: str, status: int) -> None:
    answer = await struck(Fault(kind))  # type: ignore[arg-type]
    assert answer.status_code == status
    assert bytes(answer.body).startswith(b"<html>")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("null", None),
        ("list", []),
        ("no-result", {}),
        ("not-ok", {"ok": False}),
    ],
)
async def test_answers_that_say_nothing(kind: str, body: object) -> None:
    answer = await struck(Fault(kind))  # type: ignore[arg-type]
    loaded = json.loads(bytes(answer.body))
    assert answer.status_code == 200
    assert loaded == body or loaded["ok"] is False


@pytest.mark.parametrize("kind", ["drop-before", "stall"])
async def test_a_cut_connection(kind: str) -> None:
    assert isinstance(await struck(Fault(kind, seconds=0)), CutResponse)  # type: ignore[arg-type]


def test_a_wait_stands_in_the_header_too() -> None:
    assert refused(too_many(9)).headers["retry-after"] == "9"
    assert json.loads(bytes(good([1], "set").body)) == {
        "ok": True,
        "result": [1],
        "description": "set",
    }
