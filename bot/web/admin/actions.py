"""Handle the forms of the dashboard; each returns the page to show next."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request

from bot.web.admin.screens import (
    Admin,
)
from store.delivery import broadcasts, failures
from store.news import source_health, source_trust


async def sign_out(_admin: Admin, _request: Request, _form: FormData) -> str:
    return "/admin/in"


async def change_source(admin: Admin, request: Request, _form: FormData) -> str:
    """Pause or resume a source, read it now, or change who sees it: everybody,
    or its subscribers alone.
    """
    source = request.path_params["source"]
    do = request.path_params["do"]
    now = admin.clock()
    if do == "pause":
        await admin.db.write(source_health.set_state, source, "paused", now)
    elif do in {"resume", "fetch"}:
        # Making it an active source without failures makes it due at once.
        await admin.db.write(source_health.set_state, source, "active", now)
    elif do == "approve":
        await admin.db.write(source_trust.approve, source, now)
    elif do == "refuse":
        await admin.db.write(source_trust.refuse, source, now)
    return f"/admin/sources/{source}"


async def retry(admin: Admin, request: Request, _form: FormData) -> str:
    if await admin.db.write(
        failures.retry, request.path_params["row"], admin.clock()
    ):
        admin.wake()
    return "/admin/deliveries"


async def stop_broadcast(
    admin: Admin, request: Request, _form: FormData
) -> str:
    await admin.db.write(
        broadcasts.cancel, request.path_params["name"], admin.clock()
    )
    return "/admin/deliveries"
