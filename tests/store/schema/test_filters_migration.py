"""Filters of an old store: they find the same texts after the upgrade as on the day they were made."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from news.filters import parse
from store.engine.database import run_alone
from store.schema.migrate import FOLDER, upgrade
from store.schema.migrations.versions.m0009_filters import with_bars
from tests.postgres import Server


def to_the_step_before(c: Connection) -> None:
    config = Config(attributes={"connection": c})
    config.set_main_option("script_location", str(FOLDER))
    command.upgrade(config, "0008")


def subscribe(c: Connection, chat: int, value: str) -> None:
    """Store a filter as the old program did: the term once, the subscription next to it."""
    c.exec_driver_sql(
        "INSERT INTO chats (id, telegram_id, kind) "
        f"VALUES ({chat}, {chat}, 'private') ON CONFLICT DO NOTHING"
    )
    c.exec_driver_sql(
        f"INSERT INTO terms (kind, value) VALUES ('filter', '{value}') ON CONFLICT DO NOTHING"
    )
    c.exec_driver_sql(
        "INSERT INTO subscriptions (chat_id, kind, value, term_id) SELECT "
        f"{chat}, 'filter', '{value}', id FROM terms WHERE value = '{value}'"
    )


def subscribe_many(c: Connection, count: int) -> None:
    """Store as many filters in three statements: 7,500 would take two seconds."""
    numbers = f"""
        WITH RECURSIVE numbers (n) AS (
            SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1}
        )
    """
    for statement in (
        "INSERT INTO chats (id, telegram_id, kind) SELECT n, n, 'private' FROM numbers",
        "INSERT INTO terms (kind, value) SELECT 'filter', 'word' || n || ' other' FROM numbers",
        "INSERT INTO subscriptions (chat_id, kind, value, term_id) SELECT n, 'filter', value, id "
        "FROM numbers JOIN terms ON value = 'word' || n || ' other'",
    ):
        c.exec_driver_sql(numbers + statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql_server")
        url = server.empty()
    run_alone(url, to_the_step_before)
    return url


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chips", "chips"),
        ("chips cars", "chips | cars"),
        ("芯片 +华为 !广告", "芯片 +华为 !广告"),
        ("芯片 汽车 +华为 !广告", "芯片 | 汽车 +华为 !广告"),
        ("+华为 芯片 -广告 汽车", "芯片 | 汽车 +华为 -广告"),
        ('"interest rates" inflation', '"interest rates" | inflation'),
        ("/iPhone \\d+/ Pixel", "/iPhone \\d+/ | Pixel"),
        ("chips, cars; ships", "chips | cars | ships"),
        ("芯片，汽车", "芯片 | 汽车"),
        ("chips | cars", "chips | cars"),
        ("+a +b", "+a +b"),
    ],
)
def test_plain_words_are_choices_as_they_were(old: str, new: str) -> None:
    assert with_bars(old) == new
    assert with_bars(new) == new


def test_a_filter_of_twelve_long_words_keeps_within_the_length() -> None:
    old = " ".join(f"{letter}{'x' * 15}" for letter in "abcdefghijkl")[:200]
    new = with_bars(old)
    assert len(new) <= 200
    assert parse(new).matches(f"b{'x' * 15} alone")


@pytest.mark.parametrize("text", ["New chips from Taiwan", "Cars are late"])
def test_an_old_filter_finds_what_it_found(text: str) -> None:
    assert not parse("chips cars").matches(text)
    assert parse(with_bars("chips cars")).matches(text)


def test_an_upgrade_rewrites_subscriptions_and_terms(old_store: str) -> None:
    for chat, value in (
        (1, "chips cars"),
        (2, "chips cars"),
        (1, "ships"),
        (3, "sport +Berlin"),
    ):
        run_alone(
            old_store,
            lambda c, chat=chat, value=value: subscribe(c, chat, value),
        )
    upgrade(old_store)
    rows = "SELECT s.chat_id, s.value, t.value FROM subscriptions s JOIN terms t ON t.id = term_id"
    found = run_alone(
        old_store, lambda c: sorted(map(tuple, c.exec_driver_sql(rows).all()))
    )
    assert found == [
        (1, "chips | cars", "chips | cars"),
        (1, "ships", "ships"),
        (2, "chips | cars", "chips | cars"),
        (3, "sport +Berlin", "sport +Berlin"),
    ]


def test_a_chat_that_has_the_new_form_already_keeps_both(
    old_store: str,
) -> None:
    for value in ("chips cars", "chips | cars"):
        run_alone(old_store, lambda c, value=value: subscribe(c, 1, value))
    upgrade(old_store)
    rows = "SELECT value FROM subscriptions ORDER BY id"
    found = run_alone(
        old_store, lambda c: c.exec_driver_sql(rows).scalars().all()
    )
    assert found == ["chips cars", "chips | cars"]


def test_who_has_the_old_form_goes_over_to_the_term_of_the_new_one(
    old_store: str,
) -> None:
    for chat, value in ((1, "chips cars"), (2, "chips | cars")):
        run_alone(
            old_store,
            lambda c, chat=chat, value=value: subscribe(c, chat, value),
        )
    upgrade(old_store)
    rows = "SELECT s.value, t.value FROM subscriptions s JOIN terms t ON t.id = term_id"
    found = run_alone(
        old_store, lambda c: [tuple(row) for row in c.exec_driver_sql(rows)]
    )
    assert found == [("chips | cars", "chips | cars")] * 2


# Other tests run the same lines on a few filters.
@pytest.mark.untraced
def test_thousands_of_filters_are_rewritten(old_store: str) -> None:
    run_alone(old_store, lambda c: subscribe_many(c, 2500))
    upgrade(old_store)
    rows = "SELECT count(*) FROM subscriptions WHERE value LIKE '%% | other'"
    assert (
        run_alone(old_store, lambda c: c.exec_driver_sql(rows).scalar()) == 2500
    )
