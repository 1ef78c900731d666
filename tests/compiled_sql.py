"""Statements compiled once a process: a test's store would compile each anew, which is a quarter of the test's work.

SQLAlchemy keeps what it has compiled with an engine, and each test opens a store, so an engine, of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

from store.engine.sealed_text import keyring_of

_MOST = 3_000
"""Statements that are kept: all stores of a kind use some hundreds."""
_compiled: MutableMapping[Any, Any] = LRUCache(_MOST)


class CompiledStatements(MutableMapping[Any, Any]):
    """The compiled statements of one engine: those of all engines for which SQL and values are written alike.

    So are they where database, driver and keys are the same: the values of sealed columns depend on the keys.
    """

    def __init__(self, engine: Engine) -> None:
        self._dialect = engine.dialect
        keys = keyring_of(engine.dialect).fingerprint
        self._kind = (engine.dialect.name, engine.dialect.driver, keys)

    def _shared(self, key: Any) -> Any:
        """Return the key for all engines: SQLAlchemy's begins with the engine's own dialect."""
        dialect, *others = key
        assert dialect is self._dialect
        return (self._kind, *others)

    def __getitem__(self, key: Any) -> Any:
        """Return a compiled statement."""
        return _compiled[self._shared(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        """Keep a compiled statement."""
        _compiled[self._shared(key)] = value

    def __delitem__(self, key: Any) -> None:
        """Forget a compiled statement."""
        del _compiled[self._shared(key)]

    def __iter__(self) -> Iterator[Any]:
        """Name the statements of all engines."""
        return iter(_compiled)

    def __len__(self) -> int:
        """Count the statements of all engines."""
        return len(_compiled)


def share() -> None:
    """From now on, let all stores that this process opens share what is compiled."""
    event.listen(Engine, "engine_connect", _give)


def _give(connection: Connection) -> None:
    connection.execution_options(
        compiled_cache=CompiledStatements(connection.engine)
    )
