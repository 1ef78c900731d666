"""`jianbao worker`: run one process that works on the queues; start one for
each core to use.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import (
    ConfigOption,
    WatchOption,
    console,
    execute,
    settings_or_exit,
    stop,
)


def worker(
    config: ConfigOption = None,
    queues: Annotated[
        str, typer.Option(help="Which queues, with commas between.")
    ] = "fetch,enrich,digest",
    watch_port: WatchOption = None,
) -> None:
    """Work on the queues of a cluster (engine = "pgqueuer"); each further
    worker adds throughput.
    """
    from bot.cli.distributed import run_member
    from bot.cli.run import need_port
    from jobs.distributed.queue import QUEUES

    settings = settings_or_exit(config)
    wanted = tuple(name.strip() for name in queues.split(",") if name.strip())
    unknown = [name for name in wanted if name not in QUEUES]
    if unknown or not wanted:
        stop(
            f"--queues: expected some of {', '.join(QUEUES)}, not {queues!r}", 2
        )
    console.print(
        f"A worker on {', '.join(wanted)}; stop with Ctrl-C.", highlight=False
    )
    if watch_port is not None:
        need_port(settings, watch_port)
    execute(run_member(settings, ("worker",), wanted, watch_port=watch_port))
