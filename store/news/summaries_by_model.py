"""The LLM's answers, kept so that none is paid for twice, and what they cost."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from news.faithful import Grounded, Told
from store.engine.dialect import Sql, dumps
from store.engine.row_mapping import Shape
from store.records import Spend

_SPEND = Shape(Spend)
_GET = Sql(
    "SELECT body FROM answers WHERE story_key = :key AND version = :version AND locale = :locale"
)
_PUT = Sql(
    """INSERT INTO answers (story_key, version, locale, body, created_at)
    VALUES (:key, :version, :locale, :body, :now)
    ON CONFLICT (story_key, version, locale) DO UPDATE SET body = excluded.body, created_at = excluded.created_at"""
)
_VERSIONS = Sql(
    "SELECT story_key, version FROM answers WHERE story_key IN :keys[text] AND locale = :locale"
)
_NEWEST = Sql(
    "SELECT story_key, body FROM answers WHERE story_key IN :keys[text] AND locale = :locale ORDER BY created_at, version"
)
_OF_DAY = Sql(f"SELECT {_SPEND.columns()} FROM spend WHERE day = :day")
_ADD = Sql(
    """INSERT INTO spend (day, calls, tokens_in, tokens_out, cost) VALUES (:day, 1, :tokens_in, :tokens_out, :cost)
    ON CONFLICT (day) DO UPDATE SET calls = spend.calls + 1, tokens_in = spend.tokens_in + excluded.tokens_in,
    tokens_out = spend.tokens_out + excluded.tokens_out, cost = spend.cost + excluded.cost"""
)


def get(c: Connection, story_key: str, version: str, locale: str) -> str | None:
    """Read the kept answer for a story's text (`version` tells it from earlier ones) in a language."""
    found: str | None = _GET(c, key=story_key, version=version, locale=locale).scalar()
    return found


def versions(c: Connection, keys: Sequence[str], locale: str) -> dict[str, set[str]]:
    """Tell for which of the stories' texts answers in a language are kept."""
    found: dict[str, set[str]] = {}
    for key, version in _VERSIONS(c, keys=keys, locale=locale):
        found.setdefault(key, set()).add(version)
    return found


def newest(c: Connection, keys: Sequence[str], locale: str) -> dict[str, Told]:
    """Read the newest kept answer of each story in a language; those without one are missing."""
    return {str(key): load(body) for key, body in _NEWEST(c, keys=keys, locale=locale)}


def dump(told: Told) -> str:
    """Write an answer as the text that is kept."""
    sentences = [[each.text, each.article, each.evidence] for each in told.sentences]
    return dumps({"title": told.title, "sentences": sentences})


def load(body: str) -> Told:
    """Read what was kept."""
    data = json.loads(body)
    return Told(
        data["title"],
        tuple(Grounded(text, article, evidence) for text, article, evidence in data["sentences"]),
    )


def put(c: Connection, story_key: str, version: str, locale: str, body: str, now: int) -> None:
    """Keep an answer."""
    _PUT(c, key=story_key, version=version, locale=locale, body=body, now=now)


def spend(c: Connection, day: str) -> Spend:
    """Read what one day (ISO date, UTC) cost so far."""
    return _SPEND.maybe(_OF_DAY(c, day=day).first()) or Spend(day)


def add_spend(c: Connection, day: str, *, tokens_in: int, tokens_out: int, cost: float) -> Spend:
    """Add one call to a day's cost; give the day's new sum."""
    _ADD(c, day=day, tokens_in=tokens_in, tokens_out=tokens_out, cost=float(cost))
    return spend(c, day)
