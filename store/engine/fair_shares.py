"""Rank rows among those of one owner, to cap each owner's share and let owners take turns."""

from __future__ import annotations

from sqlalchemy import Subquery, func, select

from store.engine.driver_types import AnyColumn


def ranked(
    rows: Subquery,
    held: Subquery,
    owner: str,
    order: tuple[AnyColumn, ...],
) -> Subquery:
    """Add the column `<owner>_rank`: a row's place among its owner's,
    behind what the owner holds already.

    `held` has the columns `<owner>` and `held`, how many rows of an owner are at work.
    """
    place = func.row_number().over(partition_by=rows.c[owner], order_by=order)
    rank = (place + func.coalesce(held.c.held, 0)).label(f"{owner}_rank")
    joined = rows.outerjoin(held, held.c[owner] == rows.c[owner])
    return (
        select(*rows.c, rank).select_from(joined).subquery(f"ranked_by_{owner}")
    )
