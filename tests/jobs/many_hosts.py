"""Many hosts on one server of this machine: each name is public, and each connection stays here."""

from __future__ import annotations

from jobs.config import FetchConfig
from jobs.http.downloader import Downloader
from tests.jobs.hostile import PUBLIC, Wire
from tests.site import Site


async def _lookup(_host: str, _port: int) -> list[str]:
    return [PUBLIC]


def downloader_for(site: Site, config: FetchConfig) -> Downloader:
    """Return a downloader to which every name of http is this site."""
    return Downloader(config, lookup=_lookup, backend=Wire(site))
