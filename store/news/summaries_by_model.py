"""Answers of the language model, kept so that none is paid for twice, and their cost."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from news.faithful import Grounded, Told
from store.engine.dialect import dumps
from store.engine.statements import texts, upsert
from store.records import Spend
from store.schema.row_mapping import Shape
from store.schema.tables import answers
from store.schema.tables import spend as spend_of_days

_SPEND = Shape(Spend, spend_of_days)

_OF_STORIES = (
    answers.c.story_key.in_(texts("keys")),
    answers.c.locale == bindparam("language"),
)
_VERSIONS = select(answers.c.story_key, answers.c.version).where(*_OF_STORIES)


def versions(
    connection: Connection, keys: Sequence[str], locale: str
) -> dict[str, set[str]]:
    """Return for which of the stories' texts answers in a language are kept."""
    kept: dict[str, set[str]] = {}
    for key, version in connection.execute(
        _VERSIONS, {"keys": keys, "language": locale}
    ):
        kept.setdefault(key, set()).add(version)
    return kept


_NEWEST = (
    select(answers.c.story_key, answers.c.body)
    .where(*_OF_STORIES)
    .order_by(answers.c.created_at, answers.c.version)
)


def newest(
    connection: Connection, keys: Sequence[str], locale: str
) -> dict[str, Told]:
    """Read the newest kept answer of each story in a language; those without one are missing."""
    rows = connection.execute(_NEWEST, {"keys": keys, "language": locale})
    return {str(key): load(body) for key, body in rows}


def dump(told: Told) -> str:
    """Write an answer as the text that is kept."""
    sentences = [
        [sentence.text, sentence.article, sentence.evidence]
        for sentence in told.sentences
    ]
    return dumps({"title": told.title, "sentences": sentences})


def load(body: str) -> Told:
    """Read the stored state."""
    data = json.loads(body)
    return Told(
        data["title"],
        tuple(
            Grounded(text, article, evidence)
            for text, article, evidence in data["sentences"]
        ),
    )


_KEEP = upsert(answers)
_PUT = _KEEP.on_conflict_do_update(
    index_elements=["story_key", "version", "locale"],
    set_={"body": _KEEP.excluded.body, "created_at": _KEEP.excluded.created_at},
)


def put(
    connection: Connection,
    story_key: str,
    version: str,
    locale: str,
    body: str,
    now: int,
) -> None:
    """Keep an answer."""
    row = {
        "story_key": story_key,
        "version": version,
        "locale": locale,
        "body": body,
        "created_at": now,
    }
    connection.execute(_PUT, row)


_OF_DAY = select(*_SPEND.columns).where(
    spend_of_days.c.day == bindparam("date")
)


def spend(connection: Connection, day: str) -> Spend:
    """Read what one day (ISO date, UTC) cost so far."""
    return _SPEND.maybe(
        connection.execute(_OF_DAY, {"date": day}).first()
    ) or Spend(day)


_CALL = upsert(spend_of_days)
_ADD = _CALL.on_conflict_do_update(
    index_elements=["day"],
    set_={
        name: spend_of_days.c[name] + _CALL.excluded[name]
        for name in ("calls", "tokens_in", "tokens_out", "cost")
    },
)


def add_spend(
    connection: Connection,
    day: str,
    *,
    tokens_in: int,
    tokens_out: int,
    cost: float,
) -> Spend:
    """Add one call to a day's cost; return the day's new sum."""
    call = {
        "tokens_in": tokens_in,
        "tokens_out": tokens_out,
        "cost": float(cost),
    }
    connection.execute(_ADD, {"day": day, "calls": 1, **call})
    return spend(connection, day)
