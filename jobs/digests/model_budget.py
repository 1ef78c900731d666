"""What a model may cost each day, and what it has cost."""

from __future__ import annotations

from collections.abc import Iterable

from jobs.context import JobContext
from jobs.http.model_client import ModelConfig, ModelReply
from store.engine.connections import Connection
from store.news import summaries_by_model
from store.records import Spend

# Tokens of the instruction.
_INSTRUCTION = 500
_BYTES_PER_TOKEN = 3
# Tokens of the JSON around a sentence.
_MARKS = 8


def day_of(context: JobContext) -> str:
    """Return the day that a cost counts for, as an ISO date in UTC."""
    return context.now().date().isoformat()


def estimate(texts: Iterable[str]) -> int:
    """Return a high estimate of the tokens of a question: a token for three bytes."""
    return _INSTRUCTION + sum(
        len(text.encode("utf-8", "replace")) // _BYTES_PER_TOKEN + _MARKS
        for text in texts
    )


async def affordable(
    context: JobContext, config: ModelConfig, reading: int, writing: int
) -> bool:
    """Return whether the day's budget allows a request with this many tokens read and written."""
    spent = await context.db.read(summaries_by_model.spend, day_of(context))
    tokens = spent.tokens_in + spent.tokens_out + reading + writing
    if tokens > config.tokens_per_day:
        return False
    cost = _price(config, reading, writing)
    return cost == 0 or spent.cost + cost <= config.money_per_day


def spend(
    connection: Connection, day: str, reply: ModelReply, config: ModelConfig
) -> Spend:
    """Add an answer's cost to the day's."""
    cost = _price(config, reply.tokens_in, reply.tokens_out)
    return summaries_by_model.add_spend(
        connection,
        day,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        cost=cost,
    )


def _price(config: ModelConfig, reading: int, writing: int) -> float:
    return (reading * config.price_in + writing * config.price_out) / 1e6
