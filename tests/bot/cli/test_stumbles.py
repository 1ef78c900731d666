"""What a person stumbles over: wrong paths, a store that is not there or in use, words that look like markup."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
import typer
from telegram.error import NetworkError

import news.version
from bot.cli import VERSION
from bot.cli.options import execute, fault
from news.errors import ConfigError, TokenRefused
from store.chats import chats
from store.engine.database import Database, run_alone
from store.schema import migrate
from tests.bot.cli.command_line import jianbao
from tests.bot.cli.test_commands import run
from tests.store.world import make_chat

ROOT = Path(__file__).parents[3]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path / "store.db"}"\n', "utf-8"
    )
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with a chat in it."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    migrate.upgrade(url)
    run_alone(url, lambda c: make_chat(c, 77))
    return url


def test_the_version_is_the_projects() -> None:
    answer = run("--version")
    assert answer.exit_code == 0
    assert answer.stdout.strip() == f"jianbao {VERSION}"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert (ROOT / project["tool"]["hatch"]["version"]["path"]).samefile(
        news.version.__file__
    )


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_store_is_never_copied_onto_itself(
    config: Path, url: str, tmp_path: Path, command: str
) -> None:
    before = (tmp_path / "store.db").stat().st_ino
    (tmp_path / "link.db").symlink_to(tmp_path / "store.db")
    for name in ("store.db", "link.db"):
        answer = run(command, tmp_path / name, "--config", config, "--force")
        assert answer.exit_code == 2, answer.output
        assert "the store itself" in answer.output
    assert (tmp_path / "store.db").stat().st_ino == before


async def test_a_restore_waits_for_nobody_while_the_bot_uses_the_store(
    config: Path, url: str, tmp_path: Path
) -> None:
    target = tmp_path / "b.db"
    assert (
        await asyncio.to_thread(run, "backup", target, "--config", config)
    ).exit_code == 0
    db = await Database.open(url)
    try:
        await db.write(make_chat, 78)
        answer = await asyncio.to_thread(
            run, "restore", target, "--config", config, "--force"
        )
        assert answer.exit_code == 1
        assert "stop the bot first" in answer.output
        await db.write(make_chat, 79)
    finally:
        await db.close()
    assert run_alone(url, lambda c: chats.find(c, 78)) is not None
    assert run_alone(url, lambda c: chats.find(c, 79)) is not None
    assert not list(tmp_path.glob("*.part"))
    assert (
        await asyncio.to_thread(
            run, "restore", target, "--config", config, "--force"
        )
    ).exit_code == 0
    assert run_alone(url, lambda c: chats.find(c, 78)) is None


def test_a_store_that_is_broken_is_replaced(
    config: Path, url: str, tmp_path: Path
) -> None:
    target = tmp_path / "b.db"
    assert run("backup", target, "--config", config).exit_code == 0
    (tmp_path / "store.db").write_bytes(b"what a broken disk left")
    assert run("restore", target, "--config", config, "--force").exit_code == 0
    assert run_alone(url, lambda c: chats.find(c, 77)) is not None


def test_a_folder_is_no_place_for_a_backup(
    config: Path, url: str, tmp_path: Path
) -> None:
    for target, words in (
        (tmp_path / "none" / "b.db", "no such folder"),
        (tmp_path, "is a folder"),
    ):
        answer = run("backup", target, "--config", config, "--force")
        assert answer.exit_code == 2
        assert words in answer.output


@pytest.mark.parametrize("command", ["stats", "prune"])
def test_what_only_looks_makes_no_store(
    config: Path, tmp_path: Path, command: str
) -> None:
    answer = run(command, "--config", config)
    assert answer.exit_code == 1
    assert "there is no store yet" in answer.output
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("count", ["0", "-3"])
def test_a_digest_has_at_least_one_story(config: Path, count: str) -> None:
    assert run("digest", "--count", count, "--config", config).exit_code == 2


def test_an_import_says_what_was_new(config: Path, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    lines = "".join(
        f"<outline text='{n}' xmlUrl='https://{n}.example/f.xml'/>"
        for n in "ab"
    )
    opml.write_text(f"<opml version='2.0'><body>{lines}</body></opml>", "utf-8")
    assert "2 sources added." in run("import", opml, "--config", config).stdout
    opml.write_text(opml.read_text("utf-8").replace("//a.", "//c."), "utf-8")
    assert (
        "1 source added, 1 was there already."
        in run("import", opml, "--config", config).stdout
    )


def test_words_that_look_like_markup_are_only_words(config: Path) -> None:
    config.write_text('[digests]\nzone = "[/x]"\n', "utf-8")
    answer = run("stats", "--config", config)
    assert answer.exit_code == 2
    assert "(is '[/x]')" in answer.output


def test_a_fault_in_a_pipe_is_one_line_however_long(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(f'[digests]\nzone = "{"x" * 200}"\n', "utf-8")
    answer = jianbao(monkeypatch, "stats", "--config", str(config))
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            ConfigError("database.url: expected …"),
            2,
            "Settings: database.url: expected …\n",
        ),
        (
            PermissionError(13, "Permission denied", "/data/x"),
            1,
            "/data/x: Permission denied\n",
        ),
    ],
)
def test_a_fault_of_the_path_or_the_settings_needs_no_type(
    error: Exception, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        fault(error)
    assert ended.value.code == code
    assert capsys.readouterr().err == words


def test_check_goes_on_where_the_stores_folder_is_missing(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    config = tmp_path / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path / "file" / "store.db"}"\n',
        "utf-8",
    )
    answer = run("check", "--config", config, "--json")
    assert answer.exit_code == 1
    assert '"what": "store"' in answer.stdout
    assert "Not a directory" in answer.stdout or "File exists" in answer.stdout


@pytest.mark.parametrize("deep", [False, True])
def test_a_telegram_that_is_not_reached_is_said(
    deep: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    error: Exception = NetworkError(
        "httpx.ConnectError: All connection attempts failed"
    )
    if deep:
        # As the parts of a cluster raise it, one inside the other.
        error = ExceptionGroup(
            "unhandled errors in a TaskGroup",
            [ExceptionGroup("again", [error])],
        )
    with pytest.raises(SystemExit) as ended:
        fault(error)
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert (
        said
        == "Telegram can't be reached: httpx.ConnectError: All connection attempts failed\n"
    )


def test_a_wrong_setting_in_a_part_of_a_cluster_ends_with_two(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        fault(
            ExceptionGroup(
                "x",
                [ConfigError("engine: there is no such engine")],
            )
        )
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("Settings: engine")


def test_a_refused_token_ends_so_that_the_unit_starts_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Telegram's no is no wrong setting for good: it has refused good tokens."""

    async def start() -> None:
        raise TokenRefused("telegram.token: Telegram does not know this token")

    with pytest.raises(typer.Exit) as ended:
        execute(start())
    assert str(ended.value.exit_code) not in re.findall(
        r"^RestartPreventExitStatus=(\d+)",
        Path("deploy/jianbao.service").read_text("utf-8"),
        re.MULTILINE,
    )
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err.startswith("telegram.token: Telegram")


def other_program(path: Path, *statements: str) -> bytes:
    """Make the database of another program; return its bytes."""
    with closing(sqlite3.connect(path)) as opened, opened:
        for statement in statements:
            opened.execute(statement)
    return path.read_bytes()


ALEMBIC = (
    "CREATE TABLE alembic_version (version_num TEXT)",
    "INSERT INTO alembic_version VALUES ('3fa9c1d2e4b5')",
)


@pytest.mark.parametrize(
    "statements", [("CREATE TABLE recipes (name TEXT)",), ALEMBIC]
)
@pytest.mark.parametrize(
    "command", ["check", "sources", "migrate", "stats", "export", "prune"]
)
def test_the_database_of_another_program_stays_as_it_is(
    config: Path, tmp_path: Path, command: str, statements: tuple[str, ...]
) -> None:
    before = other_program(tmp_path / "store.db", *statements)
    answer = run(command, "--config", config)
    assert answer.exit_code == 1
    assert "belongs to another" in answer.output
    assert (tmp_path / "store.db").read_bytes() == before


@pytest.mark.parametrize("statements", [ALEMBIC, ALEMBIC[:1]])
def test_a_copy_of_another_program_replaces_no_store(
    config: Path, url: str, tmp_path: Path, statements: tuple[str, ...]
) -> None:
    other_program(tmp_path / "other.db", *statements)
    answer = run(
        "restore", tmp_path / "other.db", "--force", "--config", config
    )
    assert answer.exit_code == 1
    assert "no backup of Jianbao's" in answer.output
    assert run_alone(url, lambda c: chats.find(c, 77)) is not None


def test_an_error_of_the_store_names_its_file(
    config: Path, tmp_path: Path
) -> None:
    (tmp_path / "store.db").write_bytes(b"a letter to my aunt" * 200)
    answer = run("migrate", "--config", config)
    assert answer.exit_code == 1
    assert f"{tmp_path / 'store.db'}: " in answer.output.replace("\n", "")


def test_a_move_from_a_file_that_is_not_there_makes_none(
    config: Path, tmp_path: Path
) -> None:
    answer = run(
        "migrate",
        *("--from", f"sqlite:///{tmp_path / 'gone.db'}"),
        *("--to", f"sqlite:///{tmp_path / 'new.db'}"),
    )
    assert answer.exit_code == 2
    assert "gone.db: no such file" in answer.output.replace("\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("nonsense", "postgresql://a@127.0.0.1:1/x", "--from: expected"),
        ("sqlite:///store.db", "mysql://a@127.0.0.1/x", "--to: expected"),
        (
            "sqlite:///store.db",
            "postgresql://a:SECRET@127.0.0.1:99999/x",
            "--to: expected a port",
        ),
        ("sqlite:///store.db", "sqlite:store.db", "the same store"),
    ],
)
def test_a_move_names_the_option_that_is_wrong(
    config: Path, source: str, target: str, words: str
) -> None:
    answer = run(
        "migrate", "--config", config, "--from", source, "--to", target
    )
    assert answer.exit_code == 2
    assert words in answer.output
    assert "database.url" not in answer.output
    assert "SECRET" not in answer.output


def test_titles_are_shown_as_they_are(config: Path, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        "<opml version='2.0'><body><outline text='[local] Harbour [/x]' xmlUrl='https://a.example/f'/></body></opml>",
        "utf-8",
    )
    run("import", opml, "--config", config)
    answer = run("sources", "--config", config)
    assert answer.exit_code == 0
    shown = re.sub(r"[\s│]+", "", answer.stdout)
    assert "[local]" in shown
    assert "[/x]" in shown
    page = tmp_path / "page.html"
    page.write_text("<title>Walls [/b]</title><p>A [red] wall.</p>", "utf-8")
    assert "[red] wall" in run("inspect", page).stdout


def test_a_long_address_is_shown_whole(config: Path) -> None:
    address = f"http://127.0.0.1:1/{'long-name/' * 12}feed.xml"
    with config.open("a", encoding="utf-8") as file:
        file.write(f'[[sources]]\nurl = "{address}"\n')
    answer = run("check", "--config", config)
    assert "…" not in answer.stdout


def test_an_import_says_what_it_leaves_out(
    config: Path, tmp_path: Path
) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        "<opml version='2.0'><body>\n<outline text='Good' xmlUrl='https://a.example/f'/>\n"
        "<outline text='Old' xmlUrl='gopher://b.example'/>\n"
        "<outline text='Rain' type='jianbao-topic' value='weather'/></body></opml>",
        "utf-8",
    )
    answer = run("import", opml, "--config", config)
    assert answer.exit_code == 0
    assert "feeds.opml:3: Old: no web address" in answer.stderr
    assert "topics and filters belong to a chat" in answer.stderr
    assert "1 source added." in answer.stdout


@pytest.mark.parametrize("command", ["run", "demo"])
def test_a_port_that_is_none_is_wrong_use(command: str) -> None:
    assert run(command, "--port", "70000").exit_code == 2


def test_a_zone_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>words</p>", "utf-8")
    answer = run("inspect", page, "--zone", "Venus/North")
    assert answer.exit_code == 2
    assert "--zone: 'Venus/North'" in answer.output


def test_no_source_yet_is_said(config: Path) -> None:
    assert "No sources yet" in run("sources", "--config", config).stdout


def test_help_breaks_lines_only_where_the_terminal_ends() -> None:
    answer = run("run", "--help")
    assert "Start the bot. Without a token" in answer.stdout
    assert "--install-completion" not in answer.stdout
