"""Daily limits and how much of them is used: a person's sources, a source's bytes and articles,
characters read aloud.

A share begins with the first use and is whole again a day after it. All processes count together,
and a restart forgets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, case, or_, select

from news.durations import DAY
from store.engine.statements import integers, upsert
from store.schema.columns import INTEGER
from store.schema.work_tables import daily_shares

Kind = Literal[
    "new-sources",
    "source-bytes",
    "source-articles",
    "speech-characters",
    "app-openings",
]


# Whose share is everybody's together.
EVERYBODY = 0


@dataclass(frozen=True, slots=True)
class Share:
    """Use of a daily limit since its first use."""

    used: int = 0
    # When it is whole again, in UTC seconds.
    until: int = 0


_ROW = upsert(daily_shares)
_IS_OVER = daily_shares.c.since <= _ROW.excluded.since - DAY
_SUM = daily_shares.c.used + _ROW.excluded.used
_ADD = _ROW.on_conflict_do_update(
    index_elements=["kind", "owner"],
    set_={
        "since": case(
            (_IS_OVER, _ROW.excluded.since), else_=daily_shares.c.since
        ),
        "used": case((_IS_OVER, _ROW.excluded.used), else_=_SUM),
    },
)
_TAKE = _ROW.on_conflict_do_update(
    index_elements=["kind", "owner"],
    set_={
        "since": case(
            (_IS_OVER, _ROW.excluded.since), else_=daily_shares.c.since
        ),
        "used": case((_IS_OVER, _ROW.excluded.used), else_=_SUM),
    },
    where=or_(_IS_OVER, bindparam("most", type_=INTEGER) >= _SUM),
)


def take(
    connection: Connection, kind: Kind, owner: int, most: int, now: int
) -> bool:
    """Use one of a share; False, and nothing is used, where it is used up."""
    row = {"kind": kind, "owner": owner, "since": now, "used": 1}
    return (
        most > 0
        and connection.execute(_TAKE, {**row, "most": most}).rowcount == 1
    )


def add(
    connection: Connection, kind: Kind, amounts: Mapping[int, int], now: int
) -> None:
    """Add use to the shares, also beyond them: it happened before it could be counted."""
    rows = [
        {"kind": kind, "owner": owner, "since": now, "used": amount}
        for owner, amount in sorted(amounts.items())
        if amount > 0
    ]
    if rows:
        connection.execute(_ADD, rows)


_USED = select(
    daily_shares.c.owner, daily_shares.c.used, daily_shares.c.since
).where(
    daily_shares.c.kind == bindparam("share"),
    daily_shares.c.owner.in_(integers("owners")),
    daily_shares.c.since > bindparam("begin"),
)


def used(
    connection: Connection, kind: Kind, owners: Iterable[int], now: int
) -> dict[int, Share]:
    """Read the use of running shares; owners without use are missing."""
    rows = connection.execute(
        _USED, {"share": kind, "owners": owners, "begin": now - DAY}
    )
    return {
        int(owner): Share(int(amount), int(since) + DAY)
        for owner, amount, since in rows
    }
