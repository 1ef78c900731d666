"""Settings that can't work are refused with their key; variables that set nothing are named with the nearest that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import load
from news.errors import ConfigError
from tests.bot.test_settings import written

SOURCE = "[[sources]]\nurl = 'https://x.example/'\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the project's own file out."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("[digests]\nschedule = '25:00'", "digests.schedule", "25:00"),
        ("[digests]\nschedule = 'sometimes'", "digests.schedule", "expected"),
        ("[digests]\nlocale = 'xx'", "digests.locale", "zh-Hans"),
        ("[digests]\nlocale = 'zh'", "digests.locale", "zh-Hans"),
        (SOURCE + "selector = 'a[['", "sources.0.selector", "CSS"),
        (SOURCE + "selector = 'div >> a'", "sources.0.selector", "CSS"),
        (SOURCE + "language = 'klingon'", "sources.0.language", "klingon"),
        ("[fetch]\nlanguages = ['zh', 'xx']", "fetch.languages", "xx"),
        ("[model]\nlanguages = ['it']", "model.languages", "it"),
        ("[web]\nport = 0", "web.port", "1 to 65535"),
        ("[fetch]\nports = [80, 0]", "fetch.ports", "1 to 65535"),
        ("[web]\nhost = 'http://0.0.0.0'", "web.host", "without http://"),
        ("[web]\nhost = ''", "web.host", "127.0.0.1"),
        (
            "[fetch]\nprivate_hosts = ['https://intranet.example']",
            "fetch.private_hosts",
            "host",
        ),
        ("[telegram]\nbase_url = 'nonsense'", "telegram.base_url", "https://"),
        ("[telegram]\nbase_url = 'https://'", "telegram.base_url", "https://"),
        (
            "[telegram]\nbase_file_url = 'ftp://x.example'",
            "telegram.base_file_url",
            "https://",
        ),
        (
            "[telegram]\nbase_url = 'http://x.example:port/bot'",
            "telegram.base_url",
            "ort",
        ),
        ("[web]\npublic_url = 'https://'", "web.public_url", "https://"),
        ("[model]\nurl = 'http:/llm'", "model.url", "http://"),
        ("[[sources]]\nurl = 'https:///feed'", "sources.0.url", "https://"),
    ],
)
def test_what_can_not_work_is_refused_with_its_key(
    text: str, key: str, words: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load(written(text))
    assert f"settings.toml: {key}" in str(error.value)
    assert words in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "[digests]\nschedule = '每天8点'\nlocale = 'zh-Hant'",
        SOURCE + "selector = 'main li > a[href]'\nlanguage = 'pt-BR'",
        "[fetch]\nlanguages = ['zh-Hans', 'fil']\nprivate_hosts = ['intranet.example:8080', '::1']",
        "[web]\nhost = '::'",
        "[web]\nhost = 'localhost'\npublic_url = 'https://news.example/'",
        "[web]\nenabled = false\nport = 0",
        "[telegram]\nbase_url = 'http://127.0.0.1:8081/bot'",
    ],
)
def test_what_works_is_taken(text: str) -> None:
    assert load(written(text))


def test_a_schedule_is_kept_in_its_plain_form() -> None:
    assert (
        load(written("[digests]\nschedule = '每天8点'")).digests.schedule
        == "08:00"
    )


def test_a_mark_at_the_files_beginning_is_no_fault() -> None:
    path = written("")
    path.write_bytes(b"\xef\xbb\xbf[digests]\nstories = 7\n")
    assert load(path).digests.stories == 7


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xff\xfe1\x00:\x00", "no text in UTF-8"),
    ],
)
def test_a_secrets_file_that_holds_nothing_is_refused(
    content: bytes, words: str
) -> None:
    Path("token").write_bytes(content)
    settings = load(written("[telegram]\ntoken_file = 'token'"))
    with pytest.raises(
        ConfigError, match=rf"telegram\.token_file: token .*{words}"
    ):
        settings.telegram.read_token()


def test_a_secrets_file_may_begin_with_a_mark() -> None:
    Path("token").write_bytes(b"\xef\xbb\xbf123456789:a\r\n")
    assert (
        load(None, telegram={"token_file": "token"}).telegram.read_token()
        == "123456789:a"
    )


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("JIANBAO_TELEGRAM_TOKEN", "JIANBAO_TELEGRAM__TOKEN"),
        ("JIANBAO_TELEGRAM_TOKEN_FILE", "JIANBAO_TELEGRAM__TOKEN_FILE"),
        ("JIANBAO_DATABSE__URL", "JIANBAO_DATABASE__URL"),
        ("jianbao_web_port", "JIANBAO_WEB__PORT"),
        ("JIANBAO_LOGLEVEL", "JIANBAO_LOG__LEVEL"),
    ],
)
def test_a_variable_that_sets_nothing_is_named_with_the_nearest(
    name: str, nearest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "8080")
    with pytest.raises(ConfigError) as error:
        load(None)
    assert (
        f"environment: {name}: no such setting; did you mean {nearest}?"
        in str(error.value)
    )


def test_a_variable_like_none_is_named_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIANBAO_QQQQQQQQQQQQ", "1")
    with pytest.raises(
        ConfigError, match=r"JIANBAO_QQQQQQQQQQQQ: no such setting; docs"
    ):
        load(None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JIANBAO_PORT", "tcp://10.0.0.7:8080"),
        ("JIANBAO_SERVICE_HOST", "10.0.0.7"),
        ("JIANBAO_BOT_SERVICE_PORT_HTTP", "8080"),
        ("JIANBAO_BOT_PORT_8080_TCP_PROTO", "tcp"),
        ("JIANBAO_TEST_DATABASE_URL", "postgresql://u@db/x"),
    ],
)
def test_what_kubernetes_and_the_tests_set_is_no_setting(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert load(None)


def test_a_port_of_the_wrong_name_is_no_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIANBAO_PORT", "8081")
    with pytest.raises(ConfigError, match="JIANBAO_PORT"):
        load(None)


def test_an_empty_variable_of_a_file_is_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIANBAO_TELEGRAM__TOKEN_FILE", "")
    with pytest.raises(ConfigError, match=r"telegram.token_file: is empty"):
        load(None).telegram.read_token()


@pytest.mark.parametrize("token", ["abc", "123456", "123456:", "12 3:ab", ":x"])
def test_what_is_no_token_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(None, telegram={"token": token}).telegram.read_token()
    assert "telegram.token: expected" in str(error.value)
    assert f"{token!r}" not in str(error.value)
