"""Filters keep their meaning: words side by side were choices, and have become one
phrase, so `|` goes between them.
"""

from __future__ import annotations

import re

from alembic import op
from sqlalchemy import bindparam, column, select, table, update

revision = "0009"
down_revision = "0008"

# The grammar as it was up to this step; later changes of `news.filters` leave
# it alone.
_TERM = re.compile(r"""[+!！＋-]?(?:"[^"]*"|“[^”]*”|/(?:[^/\\]|\\.)+/|\S+)""")
_PLAIN_MARKS = "，,、;；"
_BATCH = 1000
# Where the new form was there already, the old term stays behind, and its
# subscriptions go over to the new one's.
_SAME_TERM = """UPDATE subscriptions SET term_id = t.id FROM terms t
    WHERE t.kind = 'filter' AND t.value = subscriptions.value AND subscriptions.kind = 'filter'
    AND subscriptions.term_id <> t.id"""
# Characters of a filter at the most.
_LENGTH = 200


def with_bars(expression: str) -> str:
    """Write a filter so that it means now what it meant: any of its plain words, beside
    what must and must not be there.
    """
    terms = [
        term for word in _TERM.findall(expression) for term in _parted(word)
    ]
    if "|" in expression or "｜" in expression:
        return (
            expression  # no word then as now; whoever wrote it meant the same
        )
    plain = [term for term in terms if term[0] not in "+!！＋-"]
    signed = [term for term in terms if term[0] in "+!！＋-"]
    if len(plain) < 2:
        return expression
    roomy = " ".join([" | ".join(plain), *signed])
    return (
        roomy if len(roomy) <= _LENGTH else " ".join(["|".join(plain), *signed])
    )


def _parted(word: str) -> list[str]:
    """Return a word without the commas about and in it; quotations and expressions stay whole."""
    if word.lstrip("+!！＋-")[:1] in {'"', "“", "/"}:
        return [word]
    return [
        part
        for part in re.split(f"[{_PLAIN_MARKS}]", word)
        if re.search(r"\w", part)
    ]


def upgrade() -> None:
    """Rewrite the filters of subscriptions and of terms; a value that is there already
    keeps its row.
    """
    for name, beside in (
        ("subscriptions", ("chat_id", "kind")),
        ("terms", ("kind",)),
    ):
        _rewrite(name, beside)
    op.get_bind().exec_driver_sql(_SAME_TERM)


def _rewrite(name: str, beside: tuple[str, ...]) -> None:
    bind = op.get_bind()
    rows = table(
        name, column("id"), column("value"), *(column(key) for key in beside)
    )
    old = (
        select(rows.c.id, rows.c.value)
        .where(rows.c.kind == "filter")
        .order_by(rows.c.id)
    )
    twin = rows.alias("twin")
    taken = select(twin.c.id).where(
        twin.c.value == bindparam("new"),
        *(twin.c[key] == rows.c[key] for key in beside),
    )
    change = (
        update(rows)
        .where(rows.c.id == bindparam("row"), ~taken.exists())
        .values(value=bindparam("new"))
    )
    last = 0
    while batch := bind.execute(
        old.where(rows.c.id > last).limit(_BATCH)
    ).all():
        last = batch[-1].id
        changes = [
            {"row": row.id, "new": new}
            for row in batch
            if (new := with_bars(row.value)) != row.value
        ]
        if changes:
            bind.execute(change, changes)
