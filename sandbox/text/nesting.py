"""Nesting of entities: illegal nesting is silently dropped or split (TD
`MessageEntity.cpp`, `are_entities_valid`).
"""

from __future__ import annotations

from sandbox.json_object import JsonObject

Entity = JsonObject
_CODE = {"code", "pre"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_SOFT = {"bold", "italic", "underline", "strikethrough", "spoiler"}

_PRIORITY = {
    "pre": 0,
    "code": 1,
    "text_link": 2,
    "custom_emoji": 3,
    "date_time": 4,
}


def lawful(entities: list[Entity]) -> list[Entity]:
    """Return the entities that Telegram keeps, in order.

    A quote is never inside a quote. Code, links and the like are never inside
    each other: the first and longest stays. A link around a quote is dropped.
    Code contains no other entity, so bold and the like are cut around it.
    Overlapping bold is joined.
    """
    quotes = _apart(_of(entities, _QUOTES))
    firm = _outside(_apart(_firm(entities)), quotes)
    code = _of(firm, _CODE)
    soft = [
        piece for style in _styles(entities) for piece in _around(style, code)
    ]
    return sorted([*quotes, *firm, *soft], key=_order)


def _of(entities: list[Entity], kinds: set[str]) -> list[Entity]:
    return [entity for entity in entities if entity["type"] in kinds]


def _firm(entities: list[Entity]) -> list[Entity]:
    """Return the entities that must stay whole: links, code, custom emoji and
    the like.
    """
    return [
        entity for entity in entities if entity["type"] not in _QUOTES | _SOFT
    ]


def _outside(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    """Drop the entities in which a quote begins or ends."""
    return [
        entity
        for entity in entities
        if not any(_crosses(entity, quote) for quote in quotes)
    ]


def _styles(entities: list[Entity]) -> list[Entity]:
    """Return bold and similar entities, each kind joined where it overlaps
    itself.
    """
    by_kind = [_once(_of(entities, {kind})) for kind in sorted(_SOFT)]
    return [style for styles in by_kind for style in styles]


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _PRIORITY.get(entity["type"], 9)


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _apart(entities: list[Entity]) -> list[Entity]:
    """Keep the first of overlapping entities."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=_order):
        if not kept or entity["offset"] >= _end(kept[-1]):
            kept.append(entity)
    return kept


def _crosses(entity: Entity, quote: Entity) -> bool:
    """Tell whether a quote begins or ends inside an entity that must stay
    whole.
    """
    inside = range(entity["offset"] + 1, _end(entity))
    return quote["offset"] in inside or _end(quote) in inside


def _once(entities: list[Entity]) -> list[Entity]:
    """Join overlapping or touching entities of one kind."""
    joined: list[Entity] = []
    for entity in sorted(entities, key=_order):
        if joined and entity["offset"] <= _end(joined[-1]):
            last = joined[-1]
            joined[-1] = last | {
                "length": max(_end(last), _end(entity)) - last["offset"]
            }
        else:
            joined.append(entity)
    return joined


def _around(entity: Entity, code: list[Entity]) -> list[Entity]:
    """Cut an entity around the code in it."""
    pieces = []
    start = entity["offset"]
    end = _end(entity)
    for block in code:
        if block["offset"] < end and _end(block) > start:
            pieces.append((start, block["offset"]))
            start = _end(block)
    pieces.append((start, end))
    return [
        entity | {"offset": first, "length": last - first}
        for first, last in pieces
        if last > first
    ]
