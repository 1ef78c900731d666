"""The image's recipe, checked as far as a machine without an engine allows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def instructions() -> list[tuple[str, str]]:
    """Return the recipe as (instruction, arguments), continued lines joined, comments dropped."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = [
        line for line in text.splitlines() if not line.lstrip().startswith("#")
    ]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    parts = [
        line.split(None, 1) for line in joined.splitlines() if line.strip()
    ]
    return [(name.upper(), rest) for name, rest in parts]


def final_stage() -> list[tuple[str, str]]:
    steps = instructions()
    last = max(index for index, (name, _) in enumerate(steps) if name == "FROM")
    return steps[last:]


def test_every_copied_path_exists_and_reaches_the_builder() -> None:
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = [
        rest.split()[:-1]
        for name, rest in instructions()
        if name == "COPY" and "--from=" not in rest
    ]
    paths = [path.removeprefix("./") for group in copied for path in group]
    assert "config.toml" in paths
    for path in paths:
        assert (ROOT / path).exists(), path
        assert f"!{path}" in ignore, path


def test_every_package_of_the_project_is_copied() -> None:
    copied = " ".join(rest for name, rest in instructions() if name == "COPY")
    for room in ("bot", "jobs", "store", "news", "sandbox"):
        assert f"{room} ./{room}" in copied


def test_stages_that_are_copied_from_exist() -> None:
    stages = set(
        re.findall(r"AS (\w+)", (ROOT / "Dockerfile").read_text("utf-8"))
    )
    used = {
        found
        for _, rest in instructions()
        for found in re.findall(r"--from=(\w+)", rest)
    }
    assert used
    assert used <= stages


def test_bases_are_pinned_by_tag_and_slim() -> None:
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert set(bases) == {"build", "${PYTHON_IMAGE}"}
    defaults = [rest for name, rest in instructions() if name == "ARG"]
    (image,) = [
        rest.partition("=")[2]
        for rest in defaults
        if rest.startswith("PYTHON_IMAGE=")
    ]
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", image)


def test_ci_builds_from_the_digest_that_it_looked_up_and_checked() -> None:
    steps = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    lookup, _, build = steps.partition("docker build ")
    assert "imagetools inspect" in lookup
    assert "'sha256:[0-9a-f]{64}'" in lookup
    assert build.startswith('--build-arg PYTHON_IMAGE="$PYTHON_IMAGE"')
    # None is written down here: one that nobody looked up would be an invention.
    assert not re.search(
        r"sha256:[0-9a-f]{64}", (ROOT / "Dockerfile").read_text("utf-8")
    )


def test_the_final_user_is_not_root_and_nothing_runs_after_it() -> None:
    steps = final_stage()
    users = [rest for name, rest in steps if name == "USER"]
    assert users == ["10001"]
    after = steps[[name for name, _ in steps].index("USER") :]
    assert not any(name in {"RUN", "COPY", "ADD"} for name, _ in after)


def test_the_final_image_has_no_build_tool() -> None:
    text = " ".join(rest for _, rest in final_stage())
    assert "pip uninstall" in text
    assert not re.search(r"apt-get|gcc|build-essential|pip install", text)


def test_it_has_a_volume_a_healthcheck_and_an_exec_entrypoint() -> None:
    steps = dict(final_stage())
    assert steps["VOLUME"] == "/data"
    assert "/healthz" in steps["HEALTHCHECK"]
    assert steps["ENTRYPOINT"].startswith("[")
    assert "ADD" not in steps


def test_dependencies_are_installed_from_the_lock_with_hashes() -> None:
    installs = [
        rest
        for name, rest in instructions()
        if name == "RUN" and "install" in rest and "requirements" in rest
    ]
    assert installs
    assert all(
        "--require-hashes" in rest and "--no-deps" in rest for rest in installs
    )


def test_shell_steps_end_at_the_first_fault_and_pipe_nothing() -> None:
    for name, rest in instructions():
        if name == "RUN":
            assert ";" not in rest, (
                "a step after `;` runs although the one before failed"
            )
            assert "|" not in rest, "sh knows no pipefail"
            assert not re.search(r"\b(sudo|curl|wget|chmod 777)\b", rest)


def test_no_secret_is_baked_in() -> None:
    for name, rest in instructions():
        if name in {"ENV", "ARG"}:
            assert not re.search(r"TOKEN|SECRET|PASSWORD|KEY", rest), rest


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """Build the image's folder by its steps, from the build context alone."""
    folder = tmp_path / "app"
    folder.mkdir()
    for name, rest in instructions():
        if name == "COPY" and "--from=" not in rest:
            for path in rest.split()[:-1]:
                source = ROOT / path.removeprefix("./")
                if source.is_dir():
                    # As the build compiles them: with what was compiled here.
                    shutil.copytree(source, folder / source.name)
                else:
                    shutil.copy(source, folder / source.name)
    return folder


def run_in(
    folder: Path, data: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run the entrypoint as the image would: its folder, its variables, a home that is the volume."""
    data.mkdir(exist_ok=True)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(data),
        "TMPDIR": str(data),
        "PYTHONDONTWRITEBYTECODE": "1",
        "JIANBAO_DATABASE__URL": f"sqlite:///{data}/jianbao.db",
    }
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@pytest.fixture
def volume() -> Iterator[Path]:
    """Make a data folder with a path as short as the image's: a socket's address holds 108 bytes."""
    with tempfile.TemporaryDirectory(prefix="jb", dir="/tmp") as folder:
        yield Path(folder)


# Alone it takes seven seconds; a loaded machine is given its time.
@pytest.mark.timeout(160)
def test_the_program_runs_from_what_is_copied_and_writes_only_its_data(
    image: Path, volume: Path
) -> None:
    """`jianbao demo --once` is itself a test: one digest, and exit code 0."""
    before = {path: path.stat().st_mtime_ns for path in image.rglob("*")}
    done = run_in(image, volume, "migrate")
    assert done.returncode == 0, done.stderr
    told = run_in(image, volume, "demo", "--once")
    assert told.returncode == 0, told.stderr
    assert len(told.stdout) > 500
    assert "简报" in told.stdout
    assert "清江特大桥" in told.stdout
    assert told.stdout.count("清江特大桥合龙") <= 1
    assert {
        path: path.stat().st_mtime_ns for path in image.rglob("*")
    } == before, "the image's root is read-only"
    assert (volume / "jianbao.db").exists()
