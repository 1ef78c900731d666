"""The image's recipe, checked as far as a machine without an engine allows."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def instructions() -> list[tuple[str, str]]:
    """Return the recipe as (instruction, arguments), continued lines joined, comments dropped."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    parts = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
    return [(name.upper(), rest) for name, rest in parts]


def final_stage() -> list[tuple[str, str]]:
    steps = instructions()
    last = max(index for index, (name, _) in enumerate(steps) if name == "FROM")
    return steps[last:]


def test_every_copied_path_exists_and_reaches_the_builder() -> None:
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = [rest.split()[:-1] for name, rest in instructions() if name == "COPY" and "--from=" not in rest]
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
    stages = set(re.findall(r"AS (\w+)", (ROOT / "Dockerfile").read_text("utf-8")))
    used = {found for _, rest in instructions() for found in re.findall(r"--from=(\w+)", rest)}
    assert used
    assert used <= stages


def test_bases_are_pinned_by_tag_and_slim() -> None:
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    for base in bases:
        assert base == "build" or re.fullmatch(r"python:3\.\d+-slim-\w+", base), base


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
    installs = [rest for name, rest in instructions() if name == "RUN" and "install" in rest and "requirements" in rest]
    assert installs
    assert all("--require-hashes" in rest and "--no-deps" in rest for rest in installs)
