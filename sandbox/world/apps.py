"""Web pages that Telegram opens inside itself (Mini Apps): signed with the
bot's token, as its clients receive them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from urllib.parse import urlencode

from sandbox.json_object import JsonObject
from sandbox.world.world import TOKEN, World


def opened(
    world: World, person: int, url: str, *, dark: bool = False
) -> JsonObject:
    """Return the address at which a person's client opens a page."""
    colors = {"bg_color": "#17212b" if dark else "#ffffff"}
    fragment = {
        "tgWebAppData": init_data(world, person),
        "tgWebAppVersion": "9.0",
        "tgWebAppPlatform": "web",
        "tgWebAppThemeParams": json.dumps(colors),
    }
    return {"url": f"{url}#{urlencode(fragment)}"}


def init_data(world: World, person: int) -> str:
    """Return the data about the person, in Telegram's form and with its
    signature.
    """
    user = world.people[person].json()
    fields = {
        "query_id": f"AAH{uuid.uuid4().hex}",
        "user": json.dumps(user, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(int(world.clock())),
    }
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", TOKEN.encode(), "sha256")
    signature = hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
    return urlencode(fields | {"hash": signature})
