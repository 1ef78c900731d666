"""What all tests share: the library's coming type of durations, as the command line asks for it too."""

from __future__ import annotations

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")
