"""Imports for the fork server of the process pool only: each worker starts with its models loaded.

They are then in memory once, not once a worker, and a worker that had to be killed is replaced in
milliseconds.
"""

from __future__ import annotations

import gc

# What a worker itself runs, with its log and the event loop that that imports:
# without it each one loads them anew, 0.13 s of CPU.
from jobs.workers import worker_process  # noqa: F401
from jobs.workers.warming import warm, warm_placing

# Nothing of this is garbage: looking for some costs a tenth of the time.
gc.disable()
warm()
warm_placing()
# The collector writes to what it looks at, and so would make each worker a copy
# of its own.
gc.collect()
gc.freeze()
gc.enable()
