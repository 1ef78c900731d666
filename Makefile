# The two commands: `make run` starts the bot (a local sandbox when there is no token), `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Compiled once, not at each start of a process: the tests start many.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/pip --disable-pip-version-check --quiet

# The `jianbao` command runs this checkout, from whatever folder it is called.
COMMAND = printf '\#!/bin/sh\nPYTHONPATH="%s" exec "%s/$(BIN)/python" -m bot "$$@"\n' "$(CURDIR)" "$(CURDIR)" > $(BIN)/jianbao && chmod +x $(BIN)/jianbao

.PHONY: cluster help mutants install install-dev install-bench run demo test suite lint types floors check reference docs lock clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | expand -t 16

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Jianbao needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

# A stamp inside .venv names the lock it holds, so a second run installs nothing. A smaller set never
# replaces a larger one that already holds it.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(COMMAND)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@$(COMMAND)
	@touch $@ $(VENV)/.run

$(VENV)/.bench: requirements-bench.lock pyproject.toml | $(BIN)/python
	$(PIP) install --no-deps --require-hashes -r requirements-bench.lock
	@$(COMMAND)
	@touch $@ $(VENV)/.dev $(VENV)/.run

install: $(VENV)/.run ## Make .venv with the locked dependencies

install-dev: $(VENV)/.dev

install-bench: $(VENV)/.bench ## Add the benchmarks' peers to .venv

run: install ## Start the bot; without a token, start the sandbox
	$(BIN)/python -m bot run --sandbox

demo: install ## One digest in the terminal, offline
	$(BIN)/python -m bot demo --once

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

floors: install-dev
	$(BIN)/lint-imports

# Beside the tests, which wait now and then, run the checks of the code, one after another.
test: install-dev ## Lint, types, import floors, all tests with coverage
	@$(MAKE) --no-print-directory --jobs=2 suite lint types floors

# Tests wait now and then, so two cores get six processes: four leave an eighth of their time unused, six a twentieth.
suite: install-dev
	$(BIN)/python -m pytest --processes 6 --reruns 1 -rR --cov --cov-report=

cluster: install-dev ## The cluster's test: each role killed, the database restarted and cut
	JIANBAO_TEST_CLUSTER=1 $(BIN)/python -m pytest tests/test_cluster.py

check: install-dev ## Known faults in the dependencies, and insecure code
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	$(BIN)/ruff check --select S bot jobs store news sandbox

reference: install-dev ## Write the pages of settings and commands anew from the code
	$(BIN)/python -m docs.generate

docs: install-dev ## The documentation as a site, strictly
	$(BIN)/mkdocs build --strict

mutants: install-bench ## Show that the tests of delivery notice what is wrong: named faults, and a sample for a quarter of an hour
	$(BIN)/python -m benchmarks.mutants

lock: ## Write the lock files anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra postgres pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra postgres -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra postgres -c requirements-dev.lock --group dev --group bench pyproject.toml -o requirements-bench.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra postgres --extra mcp -c requirements.lock pyproject.toml -o requirements-mcp.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra postgres --extra semantic -c requirements.lock pyproject.toml -o requirements-semantic.lock

clean: ## Remove what the commands made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache site
