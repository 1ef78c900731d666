"""entries → new, known or corrected → articles, and what each source lists."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jobs.context import JobContext
from jobs.intake import source_shares
from news import attachments
from news.chunks import chunks
from news.entry_identity import KnownEntry, Match, match_entries
from news.links import key
from news.models import Entry, Feed
from store.article_rows import ChangedEntry, NewArticle, NewEntry
from store.news import entries as entry_rows
from store.news.visibility import closed_key
from store.rows import Source

# Characters of an address; no real one is longer.
LONGEST = 4000
# Characters of an entry's own id that are kept; a longer one is kept by its
# digest.
LONGEST_ID = 400
# Characters of a summary by which a correction is seen.
SUMMARY = 1000
# Entries of a source's first reading that become articles; the others are known
# from then on.
FIRST = 30
# Entries of a later reading that do: a sitemap may list a whole archive anew.
MOST_NEW = 200
# Random bytes in the address of an entry's own page, as in that of a digest's.
PAGE_BYTES = 18
# Entries that one transaction writes, so that nobody waits long for it.
BITE = 2000


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """The changes that one reading of a source makes in the store."""

    new: tuple[NewEntry, ...] = ()
    changed: tuple[ChangedEntry, ...] = ()
    # Identities of known entries that are listed as before.
    still: tuple[str, ...] = ()


async def keep(context: JobContext, source: Source, feed: Feed) -> int:
    """Write a source's entries; return how many articles are new.

    The whole list is looked up before it is cut.
    """
    now = context.clock()
    listed = [_bounded(entry) for entry in feed.entries]
    identities = [match.identity for match in match_entries(listed, ())]
    keys = [key(entry.url) for entry in listed if entry.url]
    known = await context.db.read(entry_rows.known, source.id, identities, keys)
    matches = _matches(listed, known)
    left = await source_shares.articles_left(context, source)
    reading = sort_out(
        matches, known, source, now - context.enrich.max_age, left
    )
    new = [
        _with_page(item, source, context.digest.web_url) for item in reading.new
    ]
    taken = 0
    for bite in chunks(new, BITE):
        taken += await context.db.write(entry_rows.take, source.id, bite, now)
    await source_shares.note_articles(context, source, taken)
    if reading.changed:
        await context.db.write(
            entry_rows.change, source.id, reading.changed, now
        )
    if reading.still:
        await context.db.write(
            entry_rows.still_listed, source.id, reading.still, now
        )
    return taken


def _with_page(item: NewEntry, source: Source, web_url: str) -> NewEntry:
    """Give an entry without a link a page of our own, where the web pages are on.

    Nobody can guess the address: what a closed source lists is not for everybody.
    """
    if item.article is None or item.url_key or not web_url:
        return item
    address = f"{web_url}/e/{source.id}/{secrets.token_urlsafe(PAGE_BYTES)}"
    return replace(item, article=replace(item.article, url=address))


def _bounded(entry: Entry) -> Entry:
    """Return an entry whose id and address have a bounded length."""
    identity = entry.id
    if len(identity) > LONGEST_ID:
        identity = hashlib.blake2b(
            identity.encode("utf-8", "replace"), digest_size=16
        ).hexdigest()
    url = entry.url if len(entry.url) <= LONGEST else ""
    return replace(entry, id=identity, url=url, summary=entry.summary[:5000])


def _matches(
    listed: Sequence[Entry], known: Mapping[str, KnownEntry]
) -> list[Match]:
    """Match entries by the part of their summaries that is stored for known ones."""
    short = [
        replace(entry, summary=entry.summary[:SUMMARY]) for entry in listed
    ]
    whole = {id(cut): entry for cut, entry in zip(short, listed, strict=True)}
    return [
        replace(match, entry=whole[id(match.entry)])
        for match in match_entries(short, known.values())
    ]


def sort_out(
    matches: Sequence[Match],
    known: Mapping[str, KnownEntry],
    source: Source,
    oldest: int,
    left: int = MOST_NEW,
) -> SourceChanges:
    """Decide what is new, changed and still there. `oldest` is the earliest date of news.

    Entries older than that are no news, and come no more: they are not even written. Of the others
    the newest `left` come now; the rest is not written either, and comes when the source has a
    share again.
    """
    shared = _shared(matches, known)
    identity_of = {
        id(known_entry): identity for identity, known_entry in known.items()
    }
    most = FIRST if source.last_success_at is None else MOST_NEW
    fresh = _fresh(matches, oldest, most, left)
    told = _newest(fresh, most)
    new = tuple(
        _new(match, source, shared, match.identity in told) for match in fresh
    )
    changed = []
    still = []
    for match in matches:
        if match.known is None:
            continue
        old = identity_of[id(match.known)]
        if match.verdict != "known" or match.moved or old != match.identity:
            changed.append(_changed(match, old, shared, source))
        else:
            still.append(old)
    return SourceChanges(new, tuple(changed), tuple(still))


def _fresh(
    matches: Sequence[Match], oldest: int, most: int, left: int
) -> list[Match]:
    """Return the new entries; only the newest `left` where fewer may come at once."""
    fresh = [
        match
        for match in matches
        if match.verdict == "new" and not _is_old(match, oldest)
    ]
    if left >= min(most, len(fresh)):
        return fresh
    share = _newest(fresh, left)
    return [match for match in fresh if match.identity in share]


def _is_old(match: Match, oldest: int) -> bool:
    moment = match.entry.published_at
    return moment is not None and moment.timestamp() < oldest


def _newest(fresh: Sequence[Match], most: int) -> frozenset[str]:
    """Return the identities of the newest entries; undated ones stand in the list's own order."""
    first = datetime.max.replace(tzinfo=UTC)
    ranked = sorted(
        fresh, key=lambda match: match.entry.published_at or first, reverse=True
    )
    return frozenset(match.identity for match in ranked[:most])


def _shared(
    matches: Sequence[Match], known: Mapping[str, KnownEntry]
) -> frozenset[str]:
    """Return the addresses that several entries of the source share."""
    listed = [key(match.entry.url) for match in matches if match.entry.url]
    matched = {id(match.known) for match in matches}
    before = [
        known_entry.url_key
        for known_entry in known.values()
        if id(known_entry) not in matched
    ]
    counts = Counter([*listed, *before])
    # Entries without an address share none.
    counts.pop("", None)
    return frozenset(address for address, count in counts.items() if count > 1)


def _article_key(match: Match, source: Source, shared: frozenset[str]) -> str:
    """Return the key of an entry's article: of its address; for a private source one of
    its own.
    """
    opened = _open_key(match, shared)
    if not opened:
        return f"{source.id} {match.identity}"
    if source.trusted:
        return opened
    return closed_key(source.id, opened)


def _open_key(match: Match, shared: frozenset[str]) -> str:
    """Return the key of the address, extended by the entry's identity where the address
    alone says nothing; empty without an address.
    """
    address = key(match.entry.url) if match.entry.url else ""
    if address in shared:
        return f"{address} {match.identity}"
    return address


def _new(
    match: Match, source: Source, shared: frozenset[str], told: bool
) -> NewEntry:
    entry = match.entry
    article_key = _article_key(match, source, shared)
    article = _article(entry, article_key, source) if told else None
    return NewEntry(
        identity=match.identity,
        url_key=key(entry.url) if entry.url else "",
        article_key=article_key,
        title=entry.title[:500],
        summary=entry.summary[:SUMMARY],
        article=article,
        open_key="" if source.trusted else _open_key(match, shared),
    )


def _article(entry: Entry, article_key: str, source: Source) -> NewArticle:
    """Return the new article that a source's entry makes, each text cut to its column's length."""
    published = (
        int(entry.published_at.timestamp()) if entry.published_at else None
    )
    if published is None and source.last_success_at is None:
        published = 0  # without a date, and listed before anybody read the source: no news
    return NewArticle(
        url=entry.url or source.url,
        url_key=article_key,
        source_id=source.id,
        title=entry.title[:500],
        summary=entry.summary[:5000],
        content=entry.content[:200_000],
        published_at=published,
        author=entry.author[:200],
        categories=entry.categories,
        image=next(
            (
                media.url
                for media in entry.media
                if media.type.startswith("image")
            ),
            "",
        ),
        media=attachments.kept(entry.media),
    )


def _changed(
    match: Match, old: str, shared: frozenset[str], source: Source
) -> ChangedEntry:
    entry = match.entry
    known_entry = match.known
    assert known_entry is not None
    return ChangedEntry(
        old_identity=old,
        identity=match.identity,
        article_id=known_entry.article,
        url=entry.url,
        url_key=key(entry.url) if entry.url else "",
        article_key=_article_key(match, source, shared),
        old_title=known_entry.title,
        title=entry.title[:500],
        summary=entry.summary[:SUMMARY],
        content=entry.content[:200_000],
        # Of what an older program kept, the feed's own words are not known.
        corrected=match.verdict == "corrected"
        and bool(known_entry.title or known_entry.summary),
        moved=match.moved,
    )
