"""The interface of a model that turns headlines into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class MeaningModel(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Return what the model is called: vectors of two models never meet."""

    async def encode(self, texts: Sequence[str]) -> list[Any]:
        """Return a vector a text. Raises ModelError."""

    async def close(self) -> None:
        """Give up what it holds open."""
