"""The interface of a model that turns headlines into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# A list or an array of numbers, as the model gives it.
Vector: TypeAlias = "ArrayLike"


class MeaningModel(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Return the model's name: vectors of two models are never compared."""

    async def encode(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector for each text. Raises ModelError."""

    async def close(self) -> None:
        """Release the model's resources."""
