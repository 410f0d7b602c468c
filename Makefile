# Every command a person needs. `make` alone lists them.
# Nothing here writes outside the clone: temporary files go to .tmp, the environment to .venv.

PYTHON ?= python3
PORT   ?= 3978
ORG    ?=
ARGS   ?=

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN   := .venv/bin
ROOMS := $(wildcard adapters bot dialogs scheduler storage tests)

# Tests and benchmarks start browsers and databases, which like to leave things at home; and Rytmi
# itself, many times: where Python may keep nothing, each start would translate all files anew.
INSIDE = mkdir -p .tmp/home && env -u PYTHONDONTWRITEBYTECODE TMPDIR="$(CURDIR)/.tmp" HOME="$(CURDIR)/.tmp/home" \
         XDG_CACHE_HOME="$(CURDIR)/.tmp/home/.cache" XDG_CONFIG_HOME="$(CURDIR)/.tmp/home/.config"

.PHONY: help
help: ## list these commands
	@echo "Rytmi keeps an organisation's OKRs alive. Commands:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: ## put the locked environment into .venv (PYTHON=python3.12 chooses another Python)
	@$(PYTHON) .ci/install.py runtime

.PHONY: development
development: ## the same with everything that tests and checks need
	@$(PYTHON) .ci/install.py dev

.PHONY: demo
demo: install ## live through a week in the browser (PORT=3978, ORG=nettbutikk)
	@$(BIN)/rytmi demo --port $(PORT) $(if $(ORG),--org $(ORG))

.PHONY: test
test: development ## run the tests, three at a time (ARGS='-k words -x' goes to pytest instead)
	@$(INSIDE) $(BIN)/python -m pytest $(if $(ARGS),$(ARGS),-n 3 --dist loadgroup)

.PHONY: check
check: development ## formatting, lint, types and the walls between the rooms
	@missed=; \
	try() { echo "-- $$*"; "$(BIN)/$$@" || missed+=" $$1"; }; \
	try ruff format --check .; \
	try ruff check .; \
	try mypy $(ROOMS) .ci/install.py; \
	try lint-imports --no-logo; \
	if [[ -n $$missed ]]; then echo "Not kept:$$missed (make format mends some of it)"; exit 1; fi

.PHONY: format
format: development ## format the code and mend what lint can mend by itself
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: bench
bench: development ## measure the answer path, the roll-up and the start (ARGS go to the benchmarks)
	@$(INSIDE) $(BIN)/python -m tests.benchmarks $(ARGS)

.PHONY: storm
storm: development ## kill and stop replicas while they send; the receiver's log judges (takes minutes)
	@$(INSIDE) $(BIN)/python -m tests.end_to_end.storm $(ARGS)

.PHONY: slack-live-check
slack-live-check: development ## have Slack itself look at what Rytmi sends (needs internet, no token)
	@$(INSIDE) $(BIN)/python -m tests.slack.live_check $(ARGS)

.PHONY: playground
playground: development ## open Microsoft's Agents Playground before Rytmi (optional; its own licence)
	@$(INSIDE) $(BIN)/python -m tests.playground $(if $(ORG),--org $(ORG)) $(ARGS)

.PHONY: pictures
pictures: development ## take the README's screenshots anew
	@$(INSIDE) $(BIN)/python -m tests.end_to_end.pictures

.PHONY: lock
lock: ## lock exact versions anew (UPGRADE=1 takes newer ones)
	@PYTHON="$(PYTHON)" UPGRADE="$(UPGRADE)" .ci/lock

.PHONY: clean
clean: ## remove the environment, caches and build leftovers (a database is never removed)
	@rm -rf .venv .tmp build dist rytmi.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
