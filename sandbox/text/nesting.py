"""Nesting of entities: illegal nesting is silently dropped or split (TD
`MessageEntity.cpp`, `are_entities_valid`).
"""

from __future__ import annotations

from collections.abc import Set

from sandbox.text.entity_types import CODE, QUOTES, STYLES, Entity, end_of

# Of entities with the same bounds, the one with the lower number comes first
# and stays (TD `get_type_priority`).
_PRIORITY = {
    "pre": 0,
    "code": 1,
    "text_link": 2,
    "custom_emoji": 3,
    "date_time": 4,
}
_LAST_PRIORITY = 9
MAX_ENTITIES = 100


def allowed(entities: list[Entity]) -> list[Entity]:
    """Return the entities that Telegram shows: the lawful ones, a hundred at
    the most.
    """
    return lawful(entities)[:MAX_ENTITIES]


def lawful(entities: list[Entity]) -> list[Entity]:
    """Return the entities that Telegram keeps, in order.

    A quote is never inside a quote. Code, links and the like are never inside
    each other: the first and longest stays. A link around a quote is dropped.
    Code contains no other entity, so bold and the like are cut around it.
    Overlapping bold is joined.
    """
    quotes = _apart(_of(entities, QUOTES))
    whole = _outside(_apart(_unbreakable(entities)), quotes)
    code = _of(whole, CODE)
    styles: list[Entity] = []
    for style in _joined_styles(entities):
        styles += _cut_around(style, code)
    return sorted([*quotes, *whole, *styles], key=_order)


def _of(entities: list[Entity], kinds: Set[str]) -> list[Entity]:
    """Return the entities of these kinds."""
    return [entity for entity in entities if entity["type"] in kinds]


def _unbreakable(entities: list[Entity]) -> list[Entity]:
    """Return the entities that must stay whole: links, code, custom emoji and
    the like.
    """
    breakable = QUOTES | STYLES
    return [entity for entity in entities if entity["type"] not in breakable]


def _outside(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    """Drop the entities in which a quote begins or ends.

    A link over offsets 2 to 8 is dropped for a quote over 5 to 20, and stays
    for a quote over 2 to 8.
    """
    bounds = {quote["offset"] for quote in quotes}
    bounds.update(map(end_of, quotes))
    return [
        entity
        for entity in entities
        if bounds.isdisjoint(range(entity["offset"] + 1, end_of(entity)))
    ]


def _joined_styles(entities: list[Entity]) -> list[Entity]:
    """Return bold and similar entities, each kind joined where it overlaps
    itself.
    """
    styles: list[Entity] = []
    for kind in sorted(STYLES):
        styles += _joined(_of(entities, {kind}))
    return styles


def _order(entity: Entity) -> tuple[int, int, int]:
    """Sort by place, the longer of two at one place first: the outer one."""
    priority = _PRIORITY.get(entity["type"], _LAST_PRIORITY)
    return entity["offset"], -entity["length"], priority


def _apart(entities: list[Entity]) -> list[Entity]:
    """Keep the first of overlapping entities.

    Of a link over offsets 0 to 9 with code over 3 to 5 in it, the link stays.
    """
    kept: list[Entity] = []
    free = 0
    for entity in sorted(entities, key=_order):
        if entity["offset"] >= free:
            kept.append(entity)
            free = end_of(entity)
    return kept


def _joined(entities: list[Entity]) -> list[Entity]:
    """Join overlapping or touching entities of one kind: 0-4 and 4-9 become
    0-9.
    """
    joined: list[Entity] = []
    for entity in sorted(entities, key=_order):
        if not joined or entity["offset"] > end_of(joined[-1]):
            joined.append(entity)
            continue
        last = joined[-1]
        end = max(end_of(last), end_of(entity))
        joined[-1] = last | {"length": end - last["offset"]}
    return joined


def _cut_around(entity: Entity, code: list[Entity]) -> list[Entity]:
    """Cut an entity around the code in it.

    Bold over offsets 0 to 10 with code over 4 to 6 becomes bold over 0 to 4 and
    over 6 to 10.
    """
    pieces: list[Entity] = []

    def keep(start: int, end: int) -> None:
        if end > start:
            pieces.append(entity | {"offset": start, "length": end - start})

    start = entity["offset"]
    end = end_of(entity)
    for block in code:
        overlaps = block["offset"] < end and end_of(block) > start
        if overlaps:
            keep(start, block["offset"])
            start = end_of(block)
    keep(start, end)
    return pieces
