"""The judge of a soak: what the sandbox's ledger and the bot's store say of each message."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.world.world import Sent, World

FIRST = 5_000_000
"""Telegram's number of the first chat."""


@dataclass(slots=True)
class Outcome:
    """What the judge saw."""

    sent: int = 0
    lost: int = 0
    """Neither arrived nor waiting any more."""
    silenced: int = 0
    """Chats that are taken for lost at the end."""
    settled: int = 0
    """Settled as perhaps sent after two doubts, and yet never arrived."""
    waiting: int = 0
    """Still to be sent when time was up."""
    duplicated: int = 0
    allowed: int = 0
    """Messages in flight at the kills, and those whose answer a fault cut off."""
    doubled_most: int = 0
    """Doublings of one message beyond the kills and cuts it saw."""
    unmarked: int = 0
    """Repeats that were loud, or did not say that they may come twice."""
    disordered: int = 0
    refused: int = 0
    """Answers of 429 in the steady state."""
    worst: float = 0.0
    seconds: float = 0.0
    flights: list[int] = field(default_factory=list)


def texts_of(store: Path, condition: str) -> set[str]:
    """Read the texts of messages of which a condition holds."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
        rows = opened.execute(
            "SELECT coalesce(body, message) FROM outbox"
            " LEFT JOIN outbox_texts ON outbox_texts.id = outbox.text_id"
            f" WHERE {condition}"
        ).fetchall()
    return {json.loads(message)["h"] for (message,) in rows}


def silenced(store: Path) -> int:
    """Count the chats that are taken for lost: none is, whatever came between."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
        (count,) = opened.execute(
            "SELECT count(*) FROM chats WHERE state <> 'active'"
        ).fetchone()
    return int(count)


def judge(
    found: Outcome,
    world: World,
    store: Path,
    *,
    total: int,
    flying: Counter[str],
) -> None:
    """Read the ledger into an outcome: what came, how often, in which order.

    `flying` counts how often each of the `total` messages was in the air at a kill or while the disk was full.
    """
    arrived = [sent for sent in world.ledger if _is_rightly_there(sent)]
    texts = [(sent.chat, _plain(sent.text)) for sent in arrived]
    counts = Counter(text for _, text in texts)
    cuts = Counter(map(_plain, world.cut))
    doubts = cuts + Counter(map(_plain, world.unheard)) + flying
    settled = texts_of(store, "error = 'perhaps sent'")
    # What may have arrived twice is not sent a third time; each must have met
    # a doubt that is known here. The other may be the bot's alone: one of 1,600 at a
    # load of 20 met a connection that ended as it was used again.
    gone = settled - counts.keys()
    found.sent = len(texts)
    found.settled = sum(doubts[text] >= 1 for text in gone)
    # One that arrived may wait too: its answer was cut off.
    waiting = texts_of(store, "state IN ('ready', 'claimed', 'started')")
    found.waiting = len(waiting - counts.keys())
    found.lost = total - len(counts) - found.waiting - found.settled
    found.duplicated = len(texts) - len(counts)
    found.allowed = sum(found.flights) + sum(cuts.values())
    found.doubled_most = max(
        (
            count - 1 - cuts[text] - flying[text]
            for text, count in counts.items()
        ),
        default=0,
    )
    found.unmarked = _unmarked(arrived)
    found.disordered = _disordered(texts, settled)
    found.silenced = silenced(store)
    found.worst = _span(world)


def _is_rightly_there(sent: Sent) -> bool:
    """Tell whether a message is one of the soak's, in the chat that its text names."""
    return sent.text.startswith(f"c{sent.chat} ")


def _unmarked(arrived: list[Sent]) -> int:
    """Count repeats that are loud, or do not say that they may come twice."""
    seen: set[str] = set()
    wrong = 0
    for sent in arrived:
        text = _plain(sent.text)
        is_quiet = sent.silent and sent.text != text
        wrong += text in seen and not is_quiet
        seen.add(text)
    return wrong


def _span(world: World) -> float:
    """Return the seconds from the first message to the last one's first arrival."""
    first: dict[str, float] = {}
    for sent in world.ledger:
        if sent.chat >= FIRST:
            first.setdefault(_plain(sent.text), sent.at)
    return max(first.values(), default=0.0) - min(first.values(), default=0.0)


def _plain(text: str) -> str:
    """Return a message without the note that it may come twice."""
    return text.partition("\n")[0]


def _disordered(texts: list[tuple[int, str]], settled: set[str]) -> int:
    """Count parts of a digest that first came before the part they follow, where that came at all."""
    seen: set[tuple[int, str]] = set()
    wrong = 0
    for chat, text in texts:
        if (chat, text) in seen:
            continue
        head, _, part = text.rpartition(" p")
        before = f"{head} p{int(part) - 1}"
        if (
            int(part) > 0
            and (chat, before) not in seen
            and before not in settled
        ):
            wrong += 1
        seen.add((chat, text))
    return wrong
