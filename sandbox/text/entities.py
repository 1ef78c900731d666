"""A message's text and entities, checked as Telegram's server does."""

from __future__ import annotations

from sandbox.errors import bad
from sandbox.text.entity_types import Entity, FormattedText, end_of
from sandbox.text.html_markup import TAGS, parse_html
from sandbox.text.legacy_markdown import parse_legacy_markdown
from sandbox.text.linking import linked
from sandbox.text.markdown import parse_markdown
from sandbox.text.nesting import MAX_ENTITIES, allowed
from sandbox.text.units import utf16

# Characters that are left after parsing and trimming.
MAX_TEXT = 4096
MAX_CAPTION = 1024
# Bytes of a text as it is sent, with its markup.
MAX_BYTES = 32_768
# The bound and its error, by whether a text is a caption.
_LIMITS = {
    False: (MAX_TEXT, "message is too long"),
    True: (MAX_CAPTION, "message caption is too long"),
}
# Parsers by parse mode.
_PARSERS = {
    "html": parse_html,
    "markdownv2": parse_markdown,
    "markdown": parse_legacy_markdown,
}
_KINDS = {*TAGS.values(), "expandable_blockquote"}


def check_text(
    raw: str,
    mode: str | None,
    *,
    caption: bool = False,
    given: list[Entity] | None = None,
) -> FormattedText:
    """Return a message's shown text; raise Telegram's refusals for too long,
    empty or broken text.

    `given` are entities beside the text, which count if no parse mode is set.
    """
    _check_raw(raw, caption)
    text, entities = _parsed(raw, mode or "none", given or [])
    stripped = text.strip()
    _check_shown(stripped, caption)
    # The server trims a text after it has parsed it, so entities move.
    leading = len(text) - len(text.lstrip())
    shift = utf16(text[:leading])
    moved = _moved(entities, shift, utf16(stripped))
    return stripped, _with_links(stripped, moved)


def _check_raw(raw: str, caption: bool) -> None:
    """Check a text before its parse mode is looked at."""
    if len(raw.encode("utf-8", "replace")) > MAX_BYTES:
        raise bad("text is too long")
    if not raw and not caption:
        raise bad("message text is empty")


def _check_shown(text: str, caption: bool) -> None:
    """Check the text that is left without markup and outer spaces.

    A caption may be empty, because its picture is there; a message may not.
    """
    if not text and not caption:
        raise bad("text must be non-empty")
    limit, too_long = _LIMITS[caption]
    if len(text) > limit:
        raise bad(too_long)


def _parsed(raw: str, mode: str, given: list[Entity]) -> FormattedText:
    """Read a text in its parse mode; a mode wins over entities beside the text.

    Names of modes ignore case.
    """
    if mode.lower() == "none":
        return raw, allowed(_usable(raw, given))
    parse = _PARSERS.get(mode.lower())
    if parse is None:
        raise bad("unsupported parse_mode")
    return parse(raw)


def _usable(raw: str, given: list[Entity]) -> list[Entity]:
    """Return the entities that a bot sent beside its text, without those
    outside the text.
    """
    whole = utf16(raw)
    known = [entity for entity in given if entity.get("type") in _KINDS]
    return [
        entity
        for entity in known
        if 0 <= entity["offset"] < end_of(entity) <= whole
    ]


def _moved(entities: list[Entity], shift: int, whole: int) -> list[Entity]:
    """Move entities for a text that lost characters before it, and cut them to
    its length.

    With two spaces gone before a text of eight units, 0-5 becomes 0-3, and 7-12
    becomes 5-8.
    """
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        end = min(end_of(entity) - shift, whole)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return kept


def _with_links(text: str, entities: list[Entity]) -> list[Entity]:
    """Add the links that Telegram finds by itself; at most a hundred entities
    are kept.
    """
    every = [*entities, *linked(text, entities)]
    return sorted(every, key=_outer_first)[:MAX_ENTITIES]


def _outer_first(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]
