"""Write down how the jobs' runs end: each one that is news in the store, a store
that fails once in the log.
"""

from __future__ import annotations

import structlog

from jobs.context import JobContext
from news.errors import StoreError
from store.operations import job_runs

log = structlog.get_logger()


class StoreFaults:
    """The jobs that the store fails now. A store that vanished fails each of
    twenty jobs each second: the log names it once, and once more when the last
    job works again.
    """

    def __init__(self) -> None:
        self._failing: dict[str, str] = {}

    def failed(self, job: str, error: str) -> None:
        """Note that the store failed a job; an error that is new is logged."""
        if error not in self._failing.values():
            log.error("store.failed", job=job, error=error)
        self._failing[job] = error

    def worked(self, job: str) -> None:
        """Note that a job and its record went well."""
        if self._failing.pop(job, None) and not self._failing:
            log.info("store.works", job=job)


class RunRecords:
    """The records of one scheduler's jobs."""

    def __init__(self, context: JobContext) -> None:
        self._context = context
        self._faults = StoreFaults()
        # When each job's run was last written, and whether that run went well.
        self._written: dict[str, tuple[int, bool]] = {}

    async def ended(
        self,
        job: str,
        started: int,
        *,
        note: str,
        fault: Exception | None = None,
        often: int,
    ) -> None:
        """Note how a run ended: `note` says what it did, and a run that did
        nothing is written once in `often` seconds.
        """
        finished, ok = self._context.clock(), fault is None
        unwritten = await self._write(
            job, started, finished, ok=ok, note=note, often=often
        )
        if isinstance(fault, StoreError):
            self._faults.failed(job, str(fault))
        elif unwritten is not None:
            self._faults.failed(job, str(unwritten))
        else:
            self._faults.worked(job)

    async def _write(
        self,
        job: str,
        started: int,
        finished: int,
        *,
        ok: bool,
        note: str,
        often: int,
    ) -> StoreError | None:
        """Write a run that is news; return the store's error, if any.

        Most runs find nothing, each second, and would wear out a disk.
        """
        at, went_well = self._written.get(job, (0, False))
        is_news = bool(note) or ok is not went_well
        if not is_news and 0 <= finished - at < often:
            return None
        self._written[job] = finished, ok
        try:
            await self._context.db.write(
                job_runs.record,
                job,
                started=started,
                finished=finished,
                ok=ok,
                note=note,
            )
        except StoreError as error:
            return error
        return None
