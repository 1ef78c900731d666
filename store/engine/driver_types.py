"""SQLAlchemy's types where a value may be of any kind: columns of all types, rows of all shapes.

The library's generics stop here; what `store` returns to others is typed by its dataclasses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select

# What one column of one row holds, as the driver gives or takes it.
ColumnValue = Any
RowValues = Sequence[ColumnValue]
RowTuple = tuple[ColumnValue, ...]
# By the names of columns or of a statement's parameters.
NamedValues = dict[str, ColumnValue]
AnyColumn = ColumnElement[ColumnValue]
AnySelect = Select[*RowTuple]
