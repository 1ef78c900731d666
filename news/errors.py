"""The error tree: each error says what was wrong, whether trying again can help, and when."""

from __future__ import annotations

from datetime import timedelta


class JianbaoError(Exception):
    """The root of the tree.

    `key` names the message that the edge translates; `details` fill its places. `permanent` means
    that the same call can not succeed later; `retry_after` is the shortest wait before another try
    makes sense.
    """

    key = "error.internal"
    permanent = True

    def __init__(
        self,
        message: str = "",
        *,
        retry_after: timedelta | None = None,
        **details: object,
    ) -> None:
        super().__init__(message or self.key)
        self.retry_after = retry_after
        self.details = details


class ConfigError(JianbaoError):
    """A setting has a wrong value; the message names the key and what is expected."""

    key = "error.config"


class TokenRefused(JianbaoError):
    """Telegram refuses the bot's token; the same token may be good again later.

    Telegram has refused every token for minutes, and a revoked one is replaced in its file: so a
    supervisor must start the bot again, which it does not after a ConfigError.
    """

    permanent = False


class ReadingError(JianbaoError):
    """Bytes from outside could not be read as what they should be."""

    key = "error.reading"


class NotAFeed(ReadingError):
    """The bytes are no feed, sitemap or JSON Feed."""

    key = "error.not-a-feed"


class NoEntries(ReadingError):
    """A section page lists nothing that looks like an article."""

    key = "error.no-entries"


class MembersOnly(ReadingError):
    """Only members with an account can read what an address lists."""

    key = "error.members-only"


class NoInstance(ReadingError):
    """The operator has named no instance of the program that makes this feed."""

    key = "error.no-instance"


class NoArticle(ReadingError):
    """A page holds no article text."""

    key = "error.no-article"


class NotTheArticle(NoArticle):
    """The page is none of its entry's article; `details` hold `page`, its `PageKind`."""


class NotOpus(ReadingError):
    """The bytes are no Ogg file with one stream of Opus."""


class TooLarge(ReadingError):
    """The input is over its limit; nothing of it was kept."""

    key = "error.too-large"


class TooSlow(ReadingError):
    """The work on one input ran over its time and was ended."""

    key = "error.too-slow"


class InternalFault(JianbaoError):
    """Our own code failed on an input: no fault of the input,
    and worth another try once it is mended.
    """

    key = "error.internal"
    permanent = False


class FilterError(JianbaoError):
    """A filter expression can't be understood; `details` hold `expression` and `why`."""

    key = "error.filter"


class ScheduleError(JianbaoError):
    """A time, zone or schedule can't be understood."""

    key = "error.schedule"


class FetchError(JianbaoError):
    """A download failed."""

    key = "error.fetch"
    permanent = False


class Refused(FetchError):
    """The guard refuses the address: it is private, or of a kind that is never fetched."""

    key = "error.refused"
    permanent = True


class Disallowed(FetchError):
    """The site's robots.txt asks not to fetch this address."""

    key = "error.disallowed"
    permanent = True


class Gone(FetchError):
    """The server says 404 or 410: the address has no document (any more)."""

    key = "error.gone"
    permanent = True


class ServerTrouble(FetchError):
    """The server answered 5xx or 429, or the connection failed; a later try may succeed."""

    key = "error.server"


class HostResting(ServerTrouble):
    """The host is left alone until `retry_after`: nothing was asked, so nothing failed."""


class ShareUsed(HostResting):
    """A source brought all that it may in a day, and is left alone until `retry_after`."""


class TimedOut(FetchError):
    """The whole deadline of a download passed."""

    key = "error.timeout"


class StoreError(JianbaoError):
    """The store could not do what was asked; nothing was written."""

    key = "error.store"
    permanent = False


class StoreBusy(StoreError):
    """Another process holds the database; try again shortly."""

    key = "error.store-busy"


class StoreFull(StoreError):
    """The disk or the database is full."""

    key = "error.store-full"


class LimitReached(JianbaoError):
    """A chat asked for more than the operator allows; `details` hold `limit`."""

    key = "error.limit"


class ModelError(JianbaoError):
    """The LLM endpoint failed, was too slow, over budget,
    or answered with nothing that may be sent.
    """

    key = "error.model"
    permanent = False
