"""Methods that set, delete and describe the webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sandbox.bot_api.parameters import flag, load, string
from sandbox.errors import bad
from sandbox.json_object import JsonObject, JsonValue
from sandbox.world.world import World

MAX_SECRET = 256
_SECRET = re.compile(r"^[A-Za-z0-9_-]*$")
_PORTS = {80, 88, 443, 8443}
_HTTPS = 443


def set_webhook(world: World, parameters: JsonObject) -> JsonValue:
    """Run `setWebhook`; without an address it deletes the webhook."""
    url = string(parameters, "url")
    secret = string(parameters, "secret_token")
    if not url:
        return delete_webhook(world, parameters)
    _check_address(url)
    _check_secret(secret)
    wanted = {"url": url, "secret": secret}
    # The same webhook again takes nothing from the limit.
    if world.webhook != wanted:
        world.buckets.check_method("setwebhook")
    world.listen(load(parameters.get("allowed_updates")))
    world.webhook = wanted
    world.arrived.set()
    return True


def delete_webhook(world: World, parameters: JsonObject) -> JsonValue:
    """Run `deleteWebhook`."""
    if flag(parameters.get("drop_pending_updates", False)):
        world.updates.clear()
    world.webhook = {}
    return True


def webhook_info(world: World, _parameters: JsonObject) -> JsonValue:
    """Run `getWebhookInfo`."""
    info = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    at, wrong = world.webhook_error
    if world.webhook and wrong:
        info |= {"last_error_date": at, "last_error_message": wrong}
    return info


def _check_address(url: str) -> None:
    """Check an address; unlike Telegram, the sandbox accepts addresses on its
    own machine without a certificate.

    http://127.0.0.1:9000 passes, http://bot.example and
    https://bot.example:9000 do not.
    """
    parts = urlsplit(url)
    if (parts.scheme, parts.hostname) == ("http", "127.0.0.1"):
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise bad("invalid webhook URL specified")
    if (parts.port or _HTTPS) not in _PORTS:
        raise bad(
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
        )


def _check_secret(secret: str) -> None:
    """Check the secret that stands in a header of every call; it may be
    missing.

    Letters, digits, _ and - are allowed.
    """
    if len(secret) > MAX_SECRET:
        raise bad("secret token is too long")
    if not _SECRET.match(secret):
        raise bad("secret token contains unallowed characters")
