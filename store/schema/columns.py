"""Building blocks of `store.schema.tables`: kinds of columns, partial indexes and table options."""

from __future__ import annotations

import re

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    TextClause,
    literal_column,
    text,
)
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import REAL, TypeEngine

from store.engine.driver_types import AnyColumn, NamedValues

INTEGER = BigInteger().with_variant(Integer(), "sqlite")
REAL_NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_WORD = re.compile(r"[a-z-]*")


class EnumText(Text):
    """Text of a closed vocabulary: constants that it is compared
    with are written into the SQL, not bound.

    A planner uses a partial index only where it reads the index's condition in the statement. With
    5,000 messages waiting, taking 30 of them cost ten times more with a bound 'ready'.
    """

    class comparator_factory(Text.Comparator[str]):  # noqa: N801 (SQLAlchemy's name)
        """Comparisons, as `EnumText` says."""

        def operate(
            self, op: OperatorType, *other: object, **kwargs: object
        ) -> AnyColumn:
            """Write words out; columns, parameters, queries and patterns stay as they are."""
            return super().operate(op, *map(_written, other), **kwargs)


def _written(operand: object) -> object:
    """Return an operand with its words as literals: an index with a condition is used
    only where the planner sees the word itself. A list is of many operands.
    """
    if isinstance(operand, list):
        return [_written(item) for item in operand]
    if isinstance(operand, str) and _WORD.fullmatch(operand):
        return literal_column(f"'{operand}'", Text)
    return operand


def default_of(default: float | None) -> TextClause | None:
    if default is None:
        return None
    return text(str(default))


def id_column() -> Column[int]:
    return Column("id", INTEGER, primary_key=True, autoincrement=True)


def integer(name: str, default: int | None = 0) -> Column[int]:
    return Column(
        name, INTEGER, nullable=False, server_default=default_of(default)
    )


def optional_integer(name: str) -> Column[int]:
    return Column(name, INTEGER, nullable=True)


def string(name: str, default: str | None = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def word(name: str, default: str | None = "") -> Column[str]:
    """Make a column that partial indexes look at, or whose values are few."""
    return Column(name, EnumText, nullable=False, server_default=default)


def json_list(name: str) -> Column[str]:
    return string(name, "[]")


def real(name: str, default: float = 0.0) -> Column[float]:
    return Column(
        name, REAL_NUMBER, nullable=False, server_default=default_of(default)
    )


def key_column(name: str) -> Column[int]:
    return Column(name, INTEGER, primary_key=True, autoincrement=False)


def name_column(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def chat_column(*, key: bool = False) -> Column[int]:
    owner = ForeignKey("chats.id", ondelete="CASCADE")
    return Column(
        "chat_id",
        INTEGER,
        owner,
        primary_key=key,
        autoincrement=False,
        nullable=False,
    )


def partial_index(
    name: str, *columns: str, where: str, unique: bool = False
) -> Index:
    """Index only the rows that a sweep looks at."""
    return Index(
        name,
        *columns,
        unique=unique,
        sqlite_where=text(where),
        postgresql_where=text(where),
    )


KEYED: NamedValues = {"sqlite_strict": True, "sqlite_with_rowid": False}
# Ids are never used twice: a button or a late worker must not reach a newer
# row.
COUNTED: NamedValues = {"sqlite_strict": True, "sqlite_autoincrement": True}
