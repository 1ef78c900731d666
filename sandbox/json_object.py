"""What the Bot API sends and receives: objects of JSON, as Telegram's documentation describes them."""

from __future__ import annotations

from typing import Any

# Fields by name. Their types differ from field to field, and Telegram adds some
# every few weeks, so nothing narrower is promised.
JsonObject = dict[str, Any]
# A value of a kind that only the code that reads it knows.
JsonValue = Any
