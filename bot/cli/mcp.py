"""`jianbao mcp`: give an assistant the stored news as tools, over standard
input and output.
"""

from __future__ import annotations

from importlib.util import find_spec

from bot.cli.options import ConfigOption, execute, settings_or_exit, stop
from bot.open_context import close_context, library, open_context
from bot.settings import Settings
from news.version import VERSION

MISSING = "`jianbao mcp` needs the extra: pip install --no-deps --require-hashes -r requirements-mcp.lock"


def mcp(config: ConfigOption = None) -> None:
    """Serve the stored news to an assistant (Model Context Protocol over
    stdio).
    """
    if find_spec("mcp") is None:
        stop(MISSING, 1)
    # Standard output carries the protocol, so nothing else may be written
    # there.
    settings = settings_or_exit(config, log={"level": "error"})
    execute(_serve(settings))


async def _serve(settings: Settings) -> None:
    from bot.assistant.mcp_server import build

    context = await open_context(settings)
    try:
        await build(library(settings, context), VERSION).run_stdio_async()
    finally:
        await close_context(context)
