"""The type of JSON objects, as the Bot API sends and takes them."""

from __future__ import annotations

from typing import Any

# The sandbox checks fields itself, in Telegram's order and with its words, so
# no class stands for an object of the Bot API.
JsonObject = dict[str, Any]
