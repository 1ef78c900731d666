"""A forked process uses the server of workers that its parent has begun, and may have one of its own afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]
# In a process of its own: the tests' process may have a server already.
_PROGRAM = """
import multiprocessing, os
from multiprocessing import forkserver
from jobs.workers import fork_server
from jobs.workers.worker_process import WorkerProcess
from tests import shared_fork_server

def server_of_a_worker():
    fork_server.begin()
    worker = WorkerProcess()
    try:
        return worker.call(os.getppid, (), {}, 60.0)
    finally:
        worker.kill()

def inherited_then_own(begun):
    shared_fork_server.inherit()
    assert server_of_a_worker() == begun
    assert fork_server.end_unused()
    assert not fork_server.is_running()
    own = {server_of_a_worker(), server_of_a_worker()}
    assert len(own) == 1 and begun not in own
    assert fork_server.end_unused()

fork_server.PRELOAD = []
shared_fork_server.begin()
begun = forkserver._forkserver._forkserver_pid
for _ in range(2):
    process = multiprocessing.get_context("fork").Process(target=inherited_then_own, args=(begun,))
    process.start()
    process.join()
    assert process.exitcode == 0
assert server_of_a_worker() == begun
print("done")
"""


def test_forked_processes_share_a_server_and_may_have_their_own() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("done\n", "")
