"""What tellings of one event share in any language: names by sound, places, numbers, and what happened."""

from __future__ import annotations

from news.across.keys import neutral_keys

__all__ = ["neutral_keys"]
