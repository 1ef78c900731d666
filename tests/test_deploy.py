"""What is shipped for running it: read as their engines would, and compared with the program; no engine is needed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from click import Command

from bot.cli import COMMANDS, VERSION, app
from bot.cli.run import Role
from bot.settings import PREFIX, Settings
from jobs.distributed.queue import QUEUES

ROOT = Path(__file__).parents[1]
COMPOSE = sorted(path.name for path in ROOT.glob("compose*.yaml"))
KUBERNETES = sorted(
    path.name for path in (ROOT / "deploy" / "kubernetes").glob("*.yaml")
)
SERVICE = ROOT / "deploy" / "jianbao.service"
# What a supervisor waits for a start, at least: FIRST_CONTACT, and a copy and migration beside it.
MINUTES = 20


def compose(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / name).read_text("utf-8")))


def ours(name: str) -> dict[str, dict[str, Any]]:
    """The services that run this program."""
    return {
        key: part
        for key, part in compose(name)["services"].items()
        if part["image"].startswith("jianbao")
    }


def objects(name: str) -> list[dict[str, Any]]:
    return list(
        yaml.safe_load_all(
            (ROOT / "deploy" / "kubernetes" / name).read_text("utf-8")
        )
    )


def pods(name: str) -> Iterator[dict[str, Any]]:
    for document in objects(name):
        if "template" in document.get("spec", {}):
            yield document["spec"]["template"]["spec"]


def is_setting(variable: str) -> bool:
    """Tell whether a variable names a setting, as pydantic-settings reads it."""
    fields: Any = Settings.model_fields
    *tables, key = variable.removeprefix(PREFIX).lower().split("__")
    for table in tables:
        if table not in fields:
            return False
        fields = fields[table].annotation.model_fields
    return key in fields


def check_command(arguments: list[str]) -> None:
    """The command exists and takes every option that it is given."""
    name, *options = arguments
    assert name in COMMANDS, name
    group: Any = typer.main.get_command(app)
    command: Command = group.get_command(None, name)
    known = {
        option for parameter in command.params for option in parameter.opts
    }
    assert {option for option in options if option.startswith("-")} <= known, (
        arguments
    )
    # The words after the options are right too: a role or a queue that is none would end the process at its start.
    command.make_context(name, list(options), resilient_parsing=False)
    if name == "worker":
        assert set(options[options.index("--queues") + 1].split(",")) <= set(
            QUEUES
        ), arguments


def roles_of(arguments: list[str]) -> set[str]:
    """The parts of a cluster that a command plays."""
    if arguments[0] == "worker":
        return {"worker"}
    return {word for before, word in pairwise(arguments) if before == "--role"}


def test_there_are_files_to_check() -> None:
    assert "compose.yaml" in COMPOSE
    assert "small.yaml" in KUBERNETES


@pytest.mark.parametrize("name", COMPOSE)
def test_containers_can_do_no_more_than_they_need(name: str) -> None:
    for key, service in compose(name)["services"].items():
        assert service["cap_drop"] == ["ALL"], key
        assert service["read_only"] is True, key
        assert service["security_opt"] == ["no-new-privileges:true"], key
        assert service["mem_limit"], key
        assert not {
            "privileged",
            "network_mode",
            "pid",
            "ipc",
            "devices",
        } & set(service), key
    for key, service in ours(name).items():
        assert service["user"] == "10001:10001", key


@pytest.mark.parametrize("name", COMPOSE)
def test_images_are_pinned_to_a_release(name: str) -> None:
    for service in compose(name)["services"].values():
        assert re.fullmatch(
            r"[a-z/]+:\d+\.\d+(\.\d+)?(-\w+)?", service["image"]
        ), service["image"]


@pytest.mark.parametrize("name", COMPOSE)
def test_nothing_is_named_that_is_not_there(name: str) -> None:
    whole = compose(name)
    volumes, secrets = (
        set(whole.get("volumes", {})),
        set(whole.get("secrets", {})),
    )
    for service in whole["services"].values():
        for volume in service.get("volumes", []):
            left = volume.split(":")[0]
            assert (
                (ROOT / left).exists()
                if left.startswith(".")
                else left in volumes
            ), volume
        assert set(service.get("secrets", [])) <= secrets
        assert set(service.get("networks", [])) <= set(
            whole.get("networks", {})
        )
        assert set(service.get("depends_on", [])) <= set(whole["services"])


@pytest.mark.parametrize("name", COMPOSE)
def test_variables_are_settings_and_secrets_come_by_file(name: str) -> None:
    for service in ours(name).values():
        for variable, value in service["environment"].items():
            assert is_setting(variable), variable
            if variable.endswith("_FILE"):
                assert Path(value).name in service["secrets"], value
            assert not variable.endswith(("TOKEN", "SECRET")), (
                "a secret in the environment shows in `inspect`"
            )


@pytest.mark.parametrize("name", COMPOSE)
def test_commands_are_the_programs(name: str) -> None:
    for service in ours(name).values():
        check_command(service["command"])


@pytest.mark.parametrize("name", COMPOSE)
def test_only_the_proxy_is_reached_from_outside(name: str) -> None:
    for key, service in compose(name)["services"].items():
        for port in service.get("ports", []):
            assert key == "proxy" or port.startswith("127.0.0.1:"), port


@pytest.mark.parametrize("name", KUBERNETES)
def test_pods_keep_the_restricted_standard(name: str) -> None:
    found = list(pods(name))
    assert found
    for pod in found:
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {
            "type": "RuntimeDefault"
        }
        for container in pod["containers"]:
            allowed = container["securityContext"]
            assert allowed["allowPrivilegeEscalation"] is False
            assert allowed["readOnlyRootFilesystem"] is True
            assert allowed["capabilities"] == {"drop": ["ALL"]}
            assert re.search(r":\d+\.\d+\.\d+$", container["image"])
            assert container["resources"]["limits"]["memory"]


@pytest.mark.parametrize("name", KUBERNETES)
def test_pods_run_commands_and_settings_that_exist(name: str) -> None:
    for pod in pods(name):
        for container in pod["containers"]:
            check_command(container["args"])
            assert all(
                is_setting(variable["name"]) for variable in container["env"]
            )
            mounted = {mount["name"] for mount in container["volumeMounts"]}
            assert {volume["name"] for volume in pod["volumes"]} <= mounted


@pytest.mark.parametrize("name", KUBERNETES)
def test_selectors_find_their_pods(name: str) -> None:
    labels = [
        document["spec"]["template"]["metadata"]["labels"]
        for document in objects(name)
        if "template" in document["spec"]
    ]
    for document in objects(name):
        selector = document["spec"].get("selector", {})
        wanted = selector.get(
            "matchLabels", selector if document["kind"] == "Service" else {}
        )
        if wanted:
            assert any(wanted.items() <= label.items() for label in labels), (
                document["metadata"]["name"]
            )


def answers_on_8080(arguments: list[str]) -> bool:
    """Return whether a part listens on 8080: a receiver always, another part where it is told to."""
    return (
        arguments == ["run"]
        or "bot" in roles_of(arguments)
        or (*arguments, "")[-3:-1] == ("--watch-port", "8080")
    )


def served() -> set[str]:
    """The paths that a process answers: a receiver's, and those of each other part."""
    source = (ROOT / "bot" / "cli" / "monitoring.py").read_text("utf-8")
    return set(re.findall(r'Route\("([^"]+)"', source))


def test_the_parts_are_all_there() -> None:
    large = [
        service["command"] for service in ours("compose.large.yaml").values()
    ]
    containers = [
        container["args"]
        for pod in pods("large.yaml")
        for container in pod["containers"]
    ]
    for commands in (large, containers):
        assert set().union(*map(roles_of, commands)) == {
            role.value for role in Role
        }
        assert ["migrate"] in commands


@pytest.mark.parametrize("name", COMPOSE)
def test_a_container_is_healthy_only_while_it_says_so(name: str) -> None:
    for key, service in ours(name).items():
        # The image asks /healthz, which each part answers; the migration ends, and is asked nothing.
        assert ("healthcheck" in service) is (
            service["command"] == ["migrate"]
        ), key
        assert answers_on_8080(service["command"]) or service["command"] == [
            "migrate"
        ], key


@pytest.mark.parametrize("name", KUBERNETES)
def test_probes_ask_what_is_answered_on_a_port_that_is_named(name: str) -> None:
    for pod in pods(name):
        for container in pod["containers"]:
            if container["args"] == ["migrate"]:
                assert "livenessProbe" not in container
                continue
            assert container["ports"] == [
                {"name": "http", "containerPort": 8080}
            ]
            assert answers_on_8080(container["args"])
            for probe in ("startupProbe", "livenessProbe"):
                assert container[probe]["httpGet"] == {
                    "path": "/healthz",
                    "port": "http",
                }, container["name"]
            # A receiver answers people whether or not the scheduler is well: taken out, nobody would be answered.
            ready = (
                container.get("readinessProbe", {})
                .get("httpGet", {})
                .get("path")
            )
            assert ready == ("/readyz" if name == "small.yaml" else "/healthz")
    assert {"/healthz", "/metrics"} <= served()


@pytest.mark.parametrize("name", COMPOSE)
def test_parts_start_after_the_migration_and_the_database(name: str) -> None:
    whole = compose(name)["services"]
    if "migrate" not in whole:
        return
    assert whole["migrate"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"}
    }
    for key, service in ours(name).items():
        if key != "migrate":
            assert service["depends_on"] == {
                "migrate": {"condition": "service_completed_successfully"}
            }, key


@pytest.mark.parametrize("name", COMPOSE)
def test_a_read_only_container_has_the_folders_it_writes_to(name: str) -> None:
    for key, service in ours(name).items():
        assert any(mount.startswith("/tmp:") for mount in service["tmpfs"]), key
        url = service["environment"]["JIANBAO_DATABASE__URL"]
        if url.startswith("sqlite:///"):
            assert any(
                volume.split(":")[1] == "/data" for volume in service["volumes"]
            ), key
            assert url.startswith("sqlite:////data/"), key


@pytest.mark.parametrize("name", KUBERNETES)
def test_a_read_only_pod_has_the_folders_it_writes_to(name: str) -> None:
    for pod in pods(name):
        for container in pod["containers"]:
            mounts = {
                mount["mountPath"]
                for mount in container["volumeMounts"]
                if not mount.get("readOnly")
            }
            values = {
                variable["name"]: variable.get("value", "")
                for variable in container["env"]
            }
            small = values.get("JIANBAO_DATABASE__URL", "").startswith(
                "sqlite:////data/"
            )
            assert mounts == ({"/tmp", "/data"} if small else {"/tmp"})


def test_an_operator_reaches_the_dashboard_of_the_large_set_up() -> None:
    (port,) = compose("compose.large.yaml")["services"]["bot"]["ports"]
    assert port.startswith("127.0.0.1:")
    low, high = port.split(":")[1].split("-")
    assert (
        int(high) - int(low)
        >= compose("compose.large.yaml")["services"]["bot"]["deploy"][
            "replicas"
        ]
    )


@pytest.mark.parametrize(
    "name",
    [
        "compose.yaml",
        "compose.large.yaml",
        *(f"deploy/kubernetes/{name}" for name in KUBERNETES),
    ],
)
def test_images_are_of_this_version(name: str) -> None:
    found = re.findall(r"jianbao:(\d[\d.]*)", (ROOT / name).read_text("utf-8"))
    assert found
    assert set(found) == {VERSION}


def service_unit() -> ConfigParser:
    unit = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(SERVICE.read_text("utf-8"))
    return unit


def test_the_unit_runs_a_command_that_exists_with_settings_that_exist() -> None:
    program, *arguments = service_unit()["Service"]["ExecStart"].split()
    assert program.endswith("/.venv/bin/jianbao")
    check_command(arguments)
    variables = re.findall(
        r"^Environment=(\w+)=", SERVICE.read_text("utf-8"), re.MULTILINE
    )
    assert variables
    assert all(is_setting(name) for name in variables)


def test_the_unit_is_started_again_until_it_may_run() -> None:
    unit = service_unit()
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert (
        unit["Service"]["Restart"],
        unit["Service"]["RestartPreventExitStatus"],
    ) == (
        "always",
        "2",
    )


def test_systemd_ends_no_reading_worker_before_the_bot_does() -> None:
    assert service_unit()["Service"]["KillMode"] == "mixed"


def test_the_unit_starts_a_refused_bot_less_and_less_often() -> None:
    part = service_unit()["Service"]
    assert int(part["RestartSteps"]) > 0
    # Older versions of systemd know this one alone.
    assert (
        15
        <= int(part["RestartSec"])
        < int(part["RestartMaxDelaySec"])
        <= MINUTES * 60
    )


def test_no_supervisor_ends_a_start_that_migrates_a_large_store() -> None:
    assert int(service_unit()["Service"]["TimeoutStartSec"]) >= MINUTES * 60
    (pod,) = pods("small.yaml")
    (container,) = pod["containers"]
    probe = container["startupProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] >= MINUTES * 60


def test_the_unit_fences_the_service_in() -> None:
    part = service_unit()["Service"]
    wanted = {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "CapabilityBoundingSet": "",
    }
    assert {name: part[name] for name in wanted} == wanted
    # Reading workers limit their own memory: a filter without @resources would end each of them.
    assert "@resources" not in re.sub(
        r"^#.*$", "", SERVICE.read_text("utf-8"), flags=re.MULTILINE
    )


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="systemd-analyze rates the unit",
)
def test_systemd_itself_finds_the_unit_well_fenced() -> None:
    command = [
        "systemd-analyze",
        "security",
        "--offline=yes",
        "--threshold=20",
        str(SERVICE),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-400:]


def test_the_proxy_passes_on_only_what_strangers_may_reach() -> None:
    text = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
    text = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    paths = re.findall(r"^\s*path (.+)$", text, re.MULTILINE)
    assert paths == ["/telegram", "/d/* /e/*", "/app /app/*", "/websub/*"]
    assert "respond 404" in text
    assert text.count("reverse_proxy") == len(paths)


def test_the_paths_that_are_passed_on_are_the_programs() -> None:
    assert '"/telegram"' in (ROOT / "bot" / "web" / "server.py").read_text(
        "utf-8"
    )
    assert '"/d/{token}"' in (
        ROOT / "bot" / "web" / "pages" / "routes.py"
    ).read_text("utf-8")


PROMETHEUS = ROOT / "deploy" / "prometheus"


def test_rules_and_dashboard_ask_for_labels_as_prometheus_names_them() -> None:
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text("utf-8"))
    (scraped,) = config["scrape_configs"]
    assert (scraped["job_name"], scraped.get("honor_labels", False)) == (
        "jianbao",
        False,
    )
    assert all((PROMETHEUS / name).exists() for name in config["rule_files"])
    for path in (
        PROMETHEUS / "alerts.yml",
        ROOT / "deploy" / "grafana" / "jianbao.json",
    ):
        text = path.read_text("utf-8").replace('up{job="jianbao"}', "")
        # `job` is Prometheus's own: what we call so it calls exported_job, and a rule that asks for ours never fires.
        assert not re.search(
            r"by \([^)]*\bjob\b|\{job=|\$labels\.job|\{\{job", text
        ), path.name
        # Many processes tell the same of the store: without max one fault is as many alerts.
        assert not re.search(
            r'"expr": "(time\(\) - )?jianbao_(?!telegram)', text
        ), path.name


RULES_TEST = """
rule_files: [alerts.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - series: 'jianbao_job_last_success_timestamp_seconds{job="jianbao",exported_job="fetch",instance="a"}'
        values: '60x60'
      - series: 'jianbao_job_last_success_timestamp_seconds{job="jianbao",exported_job="learn",instance="a"}'
        values: '60x60'
      - series: 'jianbao_outbox_age_seconds{job="jianbao",instance="a"}'
        values: '700x60'
      - series: 'jianbao_outbox_age_seconds{job="jianbao",instance="b"}'
        values: '700x60'
      - series: 'jianbao_pace_messages_per_second{job="jianbao",instance="a"}'
        values: '30x60'
      - series: 'jianbao_sends_total{job="jianbao",outcome="sent",instance="a"}'
        values: '0+60x60'
      - series: 'jianbao_sources{job="jianbao",state="paused",instance="a"}'
        values: '3x90'
      - series: 'jianbao_sources{job="jianbao",state="active",instance="a"}'
        values: '7x90'
      - series: 'jianbao_store_bytes{job="jianbao",instance="a"}'
        values: '96x90'
      - series: 'jianbao_store_ceiling_bytes{job="jianbao",instance="a"}'
        values: '100x90'
      - series: 'up{job="jianbao",instance="a"}'
        values: '1x30 _x60'
      - series: 'jianbao_updates_last_success_timestamp_seconds{job="jianbao",instance="a",way="poll"}'
        values: '60x60'
    promql_expr_test:
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoHearsNothing"})', eval_time: 40m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoGone"})', eval_time: 50m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertname="JianbaoGone"})', eval_time: 20m, exp_samples: [] }
      - { expr: 'count(ALERTS{alertname="JianbaoJobNever"})', eval_time: 20m, exp_samples: [] }
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoJobMissing",exported_job="fetch"})', eval_time: 40m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertname="JianbaoJobMissing"})', eval_time: 40m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoMessagesLate"})', eval_time: 40m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoSourcesPaused"})', eval_time: 70m, exp_samples: [{ labels: '{}', value: 1 }] }
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoStoreFull"})', eval_time: 40m, exp_samples: [{ labels: '{}', value: 1 }] }
  - interval: 1m
    input_series:
      - series: 'up{job="jianbao",instance="a"}'
        values: '1x60'
      # A million digests at one time: late for hours, and as fast as is allowed.
      - series: 'jianbao_outbox_age_seconds{job="jianbao",instance="a"}'
        values: '5000x60'
      - series: 'jianbao_pace_messages_per_second{job="jianbao",instance="a"}'
        values: '30x60'
      - series: 'jianbao_sends_total{job="jianbao",outcome="sent",instance="a"}'
        values: '0+1700x60'
    promql_expr_test:
      - { expr: 'count(ALERTS{alertname="JianbaoMessagesLate"})', eval_time: 40m, exp_samples: [] }
      - { expr: 'count(ALERTS{alertstate="firing",alertname="JianbaoJobNever"})', eval_time: 30m, exp_samples: [{ labels: '{}', value: 1 }] }
"""


@pytest.mark.skipif(
    shutil.which("promtool") is None,
    reason="promtool (Debian's prometheus) tries the rules",
)
def test_the_rules_fire_once_for_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "alerts.yml").write_text(
        (PROMETHEUS / "alerts.yml").read_text("utf-8"), "utf-8"
    )
    (tmp_path / "test.yml").write_text(RULES_TEST, "utf-8")
    command = ["promtool", "test", "rules", str(tmp_path / "test.yml")]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", KUBERNETES)
def test_pods_have_the_form_that_kubernetes_knows(name: str) -> None:
    """Compare each object strictly with the published schema, where the package with the schemas is installed."""
    schemas = pytest.importorskip(
        "kubernetes_validate", reason="pip install kubernetes-validate"
    )
    for document in objects(name):
        schemas.validate(document, schemas.latest_version(), strict=True)


@pytest.mark.skipif(
    shutil.which("nginx") is None, reason="nginx reads its own file"
)
def test_nginx_reads_the_file_for_it(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {certificate} -days 1 -subj /CN=a"
    subprocess.run(command.split(), check=True, capture_output=True, timeout=60)
    site = tmp_path / "site.conf"
    text = text.replace("/etc/ssl/jianbao/privkey.pem", str(key))
    site.write_text(
        text.replace("/etc/ssl/jianbao/fullchain.pem", str(certificate)),
        "utf-8",
    )
    whole = tmp_path / "nginx.conf"
    kinds = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"
    folders = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    whole.write_text(
        f"pid {tmp_path}/pid; events {{}} http {{ {folders} include {site}; }}",
        "utf-8",
    )
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(whole), "-e", "stderr"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_nginx_passes_on_the_same_paths_as_caddy() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    open_ = re.findall(r"^    location (?:= )?(/[a-z/]*)", text, re.MULTILINE)
    assert open_ == ["/telegram", "/d/", "/e/", "/app", "/websub/", "/"]
    assert "location / { return 404; }" in text
