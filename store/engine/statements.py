"""Bind whole lists and tables of rows as one value, and `upsert`: what SQLAlchemy Core
lacks for both databases.

Lists are sent as one JSON text, so a statement's text is the same for any number of items: it is
compiled once, and no database's limit on bound values is met. SQLite reads the text by `json_each`,
PostgreSQL by `json_array_elements`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    Connection,
    Double,
    FromClause,
    Subquery,
    Text,
    bindparam,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import Insert as Upsert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from store.engine.dialect import dumps
from store.engine.driver_types import AnyColumn, AnySelect, ColumnValue

# `upsert` is PostgreSQL's `insert` with its `on_conflict_do_…`; the compilers
# of both databases write it.
__all__ = ["Upsert", "database_time", "integers", "rows_of", "texts", "upsert"]

_TYPES: dict[type, TypeEngine[ColumnValue]] = {
    int: BigInteger(),
    str: Text(),
    float: Double(),
}


class _JsonText(TypeDecorator[ColumnValue]):
    """Any iterable of plain values, or of tuples of them, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: Iterable[ColumnValue] | None, dialect: object
    ) -> str:
        """Write the list."""
        del dialect
        return dumps(value if isinstance(value, list) else list(value or ()))


class _JsonItems(FunctionElement[ColumnValue]):
    """A JSON list as a table with one column, `value`."""

    inherit_cache = True


@compiles(_JsonItems, "sqlite")
def _items_on_sqlite(
    element: _JsonItems, compiler: SQLCompiler, **options: object
) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_JsonItems, "postgresql")
def _items_on_postgresql(
    element: _JsonItems, compiler: SQLCompiler, **options: object
) -> str:
    return f"json_array_elements(CAST({compiler.process(element.clauses, **options)} AS JSON))"


class _JsonItem(FunctionElement[ColumnValue]):
    """One value of a JSON list, by its index, as a column of its own type."""

    inherit_cache = True

    def __init__(self, listed: AnyColumn, index: int, kind: type) -> None:
        super().__init__(listed, literal_column(str(index)))
        self.type = _TYPES[kind]


@compiles(_JsonItem, "sqlite")
def _item_on_sqlite(
    element: _JsonItem, compiler: SQLCompiler, **options: object
) -> str:
    listed, index = (
        compiler.process(part, **options) for part in element.clauses
    )
    return f"json_extract({listed}, '$[{index}]')"


@compiles(_JsonItem, "postgresql")
def _item_on_postgresql(
    element: _JsonItem, compiler: SQLCompiler, **options: object
) -> str:
    listed, index = (
        compiler.process(part, **options) for part in element.clauses
    )
    kind = compiler.dialect.type_compiler_instance.process(element.type)
    return f"CAST({listed} ->> {index} AS {kind})"


class _JsonScalar(FunctionElement[ColumnValue]):
    """One item of a JSON list of plain values, as a value of its own type."""

    inherit_cache = True

    def __init__(self, item: AnyColumn, kind: type) -> None:
        super().__init__(item)
        self.type = _TYPES[kind]


@compiles(_JsonScalar, "sqlite")
def _scalar_on_sqlite(
    element: _JsonScalar, compiler: SQLCompiler, **options: object
) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_JsonScalar, "postgresql")
def _scalar_on_postgresql(
    element: _JsonScalar, compiler: SQLCompiler, **options: object
) -> str:
    item = compiler.process(element.clauses, **options)
    kind = compiler.dialect.type_compiler_instance.process(element.type)
    # `#>> '{}'` is a JSON value as text; the cast makes it a number again.
    return f"CAST({item} #>> '{{}}' AS {kind})"


def _items(parameter: str) -> FromClause:
    listed = bindparam(parameter, type_=_JsonText())
    return _JsonItems(listed).table_valued("value", name="items")


def _listed(parameter: str, kind: type) -> AnySelect:
    return select(_JsonScalar(_items(parameter).c.value, kind))


def integers(parameter: str) -> AnySelect:
    """Return the integers that a parameter takes as any iterable: `column.in_(integers("ids"))`."""
    return _listed(parameter, int)


def texts(parameter: str) -> AnySelect:
    """Return the texts that a parameter takes as any iterable: `column.in_(texts("keys"))`."""
    return _listed(parameter, str)


def rows_of(parameter: str, **columns: type) -> Subquery:
    """Return the rows of a parameter, tuples in the order of the columns, as a table named
    `given`.

    Columns are `name=int`, `str` or `float`; None stands for NULL.
    """
    value = _items(parameter).c.value
    named = [
        _JsonItem(value, index, kind).label(name)
        for index, (name, kind) in enumerate(columns.items())
    ]
    return select(*named).subquery("given")


class _DatabaseClock(FunctionElement[int]):
    """The database's own clock in whole UTC seconds, also in the middle of a transaction."""

    inherit_cache = True
    type = BigInteger()


@compiles(_DatabaseClock, "sqlite")
def _clock_on_sqlite(
    _element: _DatabaseClock, _compiler: SQLCompiler, **_options: object
) -> str:
    return "CAST(strftime('%s', 'now') AS INTEGER)"


@compiles(_DatabaseClock, "postgresql")
def _clock_on_postgresql(
    _element: _DatabaseClock, _compiler: SQLCompiler, **_options: object
) -> str:
    return "CAST(floor(extract(epoch FROM clock_timestamp())) AS BIGINT)"


_TIME = select(_DatabaseClock())


def database_time(connection: Connection) -> int:
    """Read the database's clock in UTC seconds:
    the one clock that all processes of a cluster share.
    """
    return int(connection.execute(_TIME).scalar_one())
