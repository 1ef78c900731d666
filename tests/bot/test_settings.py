"""Settings come from the file, then the environment; an error names the wrong setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, load
from news.errors import ConfigError

SECRET = "123456789:secret-secret-secret-secret-secret"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the project's own file and the machine's variables out."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "TELEGRAM__TOKEN",
        "TELEGRAM__TOKEN_FILE",
        "ENGINE",
        "DATABASE__URL",
        "LOG__LEVEL",
    ):
        monkeypatch.delenv(f"JIANBAO_{name}", raising=False)


def written(text: str) -> Path:
    path = Path("settings.toml")
    path.write_text(text, "utf-8")
    return path


def refused(text: str) -> str:
    with pytest.raises(ConfigError) as error:
        load(written(text))
    return str(error.value)


def test_without_a_file_there_are_defaults() -> None:
    settings = load(None)
    assert settings.database.url == "sqlite:///data/jianbao.db"
    assert settings.digests.zone == "Asia/Shanghai"
    assert settings.telegram.read_token() == ""


def test_the_default_file_is_read_where_it_is() -> None:
    Path("config.toml").write_text("[digests]\nstories = 5\n")
    assert load(None).digests.stories == 5


def test_the_file_that_comes_with_the_project_holds_the_defaults() -> None:
    mine = Path(__file__).parents[2] / "config.toml"
    settings, defaults = load(mine), Settings()
    different = {
        name
        for name in Settings.model_fields
        if name != "sources"
        and getattr(settings, name) != getattr(defaults, name)
    }
    assert different == set()


def test_a_named_file_must_be_there() -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: can't be read"):
        load(Path("absent.toml"))


@pytest.mark.parametrize("text", ["[digests", "a = "])
def test_a_file_that_is_not_toml_is_named(text: str) -> None:
    path = Path("settings.toml")
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match=r"settings\.toml: is not TOML"):
        load(path)


def test_variables_go_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANBAO_DIGESTS__STORIES", "7")
    settings = load(written("[digests]\nstories = 5\nzone = 'Europe/Berlin'\n"))
    assert settings.digests.stories == 7
    assert settings.digests.zone == "Europe/Berlin"


def test_changes_of_the_caller_go_before_the_file_and_leave_the_rest() -> None:
    settings = load(
        written("[digests]\nstories = 5\nzone = 'Europe/Berlin'\n"),
        digests={"stories": 9},
        log={"level": "error"},
    )
    assert (settings.digests.stories, settings.digests.zone) == (
        9,
        "Europe/Berlin",
    )
    assert settings.log.level == "error"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[digests]\nstories = 99", ["digests.stories", "30", "(is 99)"]),
        (
            "[digests]\nzone = 'Mars/Olympus'",
            ["digests.zone", "IANA zone", "'Mars/Olympus'"],
        ),
        (
            "[digests]\nstorys = 9",
            ["digests.storys: no such setting", "mean digests.stories?"],
        ),
        (
            "[digest]\nschedule = '08:00'",
            ["digest: no such setting; did you mean digests?"],
        ),
        ("nonsense = 1", ["nonsense", "no such setting"]),
        (
            "[database]\nurl = 'mysql://x'",
            ["database.url", "sqlite:///", "postgresql://"],
        ),
        ("engine = 'celery'", ["engine", "'embedded' or 'pgqueuer'"]),
        ("engine = 'pgqueuer'", ["engine", "postgresql://"]),
        (
            "[telegram]\nwebhook_url = 'http://bot.example/'",
            ["telegram.webhook_url", "https://"],
        ),
        (
            "[fetch]\nconcurrency = 'many'",
            ["fetch.concurrency", "integer", "'many'"],
        ),
        (
            "[[sources]]\nurl = 'ftp://x.example/'",
            ["sources.0.url", "http:// or https://"],
        ),
        ("[[sources]]\ntitle = 'x'", ["sources.0.url", "required"]),
        (
            "[[sources]]\nurl = 'https://x.example/'\nzone = 'Nowhere'",
            ["sources.0.zone", "IANA zone"],
        ),
        (
            "[[sources]]\nurl = 'https://x.example/'\n[[sources]]\nurl = 'https://x.example/'",
            ["listed twice"],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_key(
    text: str, words: list[str]
) -> None:
    message = refused(text)
    assert "settings.toml" in message
    assert [word for word in words if word not in message] == []


def test_every_fault_is_told_at_once() -> None:
    assert (
        len(
            refused(
                "[digests]\nstories = 0\n[log]\nlevel = 'loud'"
            ).splitlines()
        )
        == 2
    )


def test_a_fault_in_a_variable_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIANBAO_LOG__LEVEL", "loud")
    with pytest.raises(ConfigError, match=r"environment: log\.level"):
        load(None)


def test_a_secret_is_never_shown() -> None:
    settings = load(written(f"[telegram]\ntoken = '{SECRET}'"))
    assert settings.telegram.read_token() == SECRET
    assert SECRET not in repr(settings)
    assert SECRET not in refused(f"[telegram]\ntoken = ['{SECRET}']")
    assert SECRET not in refused(
        f"[telegram]\ntoken = '{SECRET}'\nwebhook_url = 'http://x.example'"
    )


PARTS = [
    ("telegram", "token", "read_token"),
    ("telegram", "webhook_secret", "read_webhook_secret"),
]
PROXY = "socks5://ann:pa55word@proxy.example"


def part(table: str, **values: Any) -> Any:
    return getattr(load(None, **{table: values}), table)


@pytest.mark.parametrize(("table", "key", "read"), PARTS)
def test_a_secret_may_stand_in_a_file(table: str, key: str, read: str) -> None:
    held = SECRET if key == "token" else "a-secret_of-Telegrams-form-0"
    Path("secret").write_text(f"{held}\n")
    assert getattr(part(table, **{f"{key}_file": "secret"}), read)() == held
    assert getattr(part(table, **{key: f" {held} "}), read)() == held


@pytest.mark.parametrize(("table", "key", "read"), PARTS)
def test_a_secrets_file_that_is_not_there_is_named(
    table: str, key: str, read: str
) -> None:
    found = part(table, **{f"{key}_file": "absent"})
    with pytest.raises(
        ConfigError, match=rf"{table}\.{key}_file: absent can't be read"
    ):
        getattr(found, read)()


def test_a_sources_topics_may_be_named_in_any_language() -> None:
    settings = load(
        written(
            "[[sources]]\nurl = 'https://x.example/'\ntopics = ['体育', 'tech']"
        )
    )
    assert settings.sources[0].topics == ["sports", "tech"]


def test_a_topic_that_nobody_knows_is_told() -> None:
    assert "zzzz" in refused(
        "[[sources]]\nurl = 'https://x.example/'\ntopics = ['zzzz']"
    )


def test_no_secret_is_in_the_settings_repr_and_all_are_known(
    tmp_path: Path,
) -> None:
    held = tmp_path / "hook"
    held.write_text("hook-secret\n")
    parts: dict[str, Any] = {
        "telegram": {"token": SECRET, "webhook_secret_file": held},
        "database": {"url": "postgresql://bot:pa55word@db.example/news"},
        "access": {"mode": "invite", "invite_codes": ["come-in-please"]},
        "fetch": {"proxy": PROXY.replace("pa55word", "pa55-proxy")},
    }
    settings = Settings(**parts)
    shown = repr(settings) + str(settings)
    for secret in (
        SECRET,
        "hook-secret",
        "pa55word",
        "come-in-please",
        "pa55-proxy",
    ):
        assert secret not in shown
        assert secret in settings.secrets()
    assert Settings(telegram={"token_file": tmp_path / "none"}).secrets() == []  # type: ignore[arg-type]


def test_a_proxy_may_stand_in_a_file_and_errors_do_not_quote_it() -> None:
    held = Path("proxy")
    held.write_text(f"{PROXY}\n")
    assert part("fetch", proxy_file="proxy").read_proxy() == PROXY
    assert part("fetch", proxy_hosts=["*.paper.example"]).proxy_hosts == [
        "paper.example"
    ]
    held.write_text(PROXY.replace("socks5", "ftp"))
    with pytest.raises(
        ConfigError, match=r"fetch\.proxy_file: expected .*socks5://"
    ) as error:
        part("fetch", proxy_file="proxy").read_proxy()
    assert "pa55word" not in str(error.value)


def test_errors_quote_no_password() -> None:
    for text in (
        "[database]\nurl = 'mysql://bot:pa55word@db/x'",
        "[access]\ninvite_codes = 'pa55word'",
        f"[fetch]\nproxy = '{PROXY.replace('socks5', 'ftp')}'",
    ):
        assert "pa55word" not in refused(text)


@pytest.mark.parametrize("held", ["two words", "s" * 257, "a:b", "ключ"])
def test_a_webhook_secret_that_telegram_would_refuse_is_refused_unquoted(
    held: str,
) -> None:
    settings = Settings(telegram={"webhook_secret": held})
    with pytest.raises(ConfigError, match=r"telegram\.webhook_secret") as error:
        settings.telegram.read_webhook_secret()
    assert held not in str(error.value)


KEYS = [
    ("model", "key", "read_key"),
    ("speech", "key", "read_key"),
    ("stories", "meaning_key", "read_meaning_key"),
]


@pytest.mark.parametrize(("table", "key", "read"), KEYS)
def test_a_key_with_what_no_header_can_hold_is_refused_unquoted(
    table: str, key: str, read: str
) -> None:
    held = "sk-pasted\u200bin-two"
    with pytest.raises(ConfigError, match=rf"^{table}\.{key}: ") as error:
        getattr(part(table, **{key: held}), read)()
    assert "pasted" not in str(error.value)
    assert getattr(part(table, **{key: "sk-1"}), read)() == "sk-1"


@pytest.mark.parametrize("contact", ["über@paper.example", "two\\nlines"])
def test_a_contact_that_no_header_can_hold_is_refused(contact: str) -> None:
    assert "fetch.contact" in refused(f'[fetch]\ncontact = "{contact}"')


def test_a_webhook_needs_its_secret() -> None:
    assert "telegram.webhook_secret" in refused(
        "[telegram]\nwebhook_url = 'https://bot.example/'"
    )


def test_a_file_in_another_encoding_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes("[telegram]\n# Grüße\n".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"not UTF-8 .*save it as UTF-8"):
        load(path)


def test_a_misspelt_key_of_a_source_is_told_its_own_name(
    tmp_path: Path,
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[[sources]]\nur = "https://a.example/f"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"did you mean sources\.url\?"):
        load(path)
