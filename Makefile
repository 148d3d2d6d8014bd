# Everything that is typed, in one place. `make help` lists it.

PYTHON ?= python3
TO ?= nl
WHAT ?=
QUICK ?=

VENV := .venv
LEAFLET := $(VENV)/bin/leaflet
PIP := $(VENV)/bin/python -m pip --quiet --disable-pip-version-check
PINNED := --require-hashes --requirement
COMPILE = .cache/lock/bin/pip-compile --quiet --generate-hashes --strip-extras --no-header --all-build-deps --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# Texts that tests put into leaflets come from npm; where that is missing, these tests are skipped and say so.
TEXTS := $(if $(wildcard $(addsuffix /npm,$(subst :, ,$(PATH)))),tests/npm/node_modules/.package-lock.json)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all setup check build test check-fast bench translate picture lock clean help

all: setup build ## set up what is missing, then build every edition into output/

setup: $(VENV)/.ready ## install what leaflet needs: system packages where this may be done, the rest in .venv

check: setup ## check the sources and write nothing
	$(LEAFLET) check

build: setup ## build every edition into output/
	$(LEAFLET) build

test: $(VENV)/.ready-for-tests $(TEXTS) ## run all tests: style, types, pytest
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest --numprocesses auto --dist loadgroup

check-fast: $(VENV)/.ready-for-tests $(TEXTS) ## run the tests without those that render or run whole commands
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest --numprocesses auto --dist loadgroup -m "not slow"

bench: $(VENV)/.ready-for-bench ## measure leaflet and its peers, nearly two hours; `make bench WHAT=w2` for one of w1 to w5, library and growth
	$(VENV)/bin/python -m compileall -q src benchmarks
	$(VENV)/bin/python -m benchmarks $(WHAT) $(if $(QUICK),--quick)

translate: setup ## bring the catalogs up to date and report what is to translate; `make translate TO=nl`
	$(LEAFLET) translate $(TO)

picture: build ## draw the pictures in the README and in docs/write-a-topic.md
	$(VENV)/bin/python tools/picture
	$(VENV)/bin/python tools/write-a-topic

lock: ## write the lock files anew, after a range in pyproject.toml has changed
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet pip-tools==7.6.2
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --extra bench --constraint requirements-dev.lock --output-file requirements-bench.lock pyproject.toml

clean: ## remove what was built and what tools left behind; .venv stays
	find output -mindepth 1 ! -name .gitkeep -delete
	rm -rf build .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(VENV)/.ready: requirements.lock pyproject.toml tools/system-packages tools/leaflet
	tools/system-packages $(PYTHON)
	@echo "installing Python packages into $(VENV) (once; a minute or so)" >&2
	$(PYTHON) -m venv $(VENV)
	$(PIP) install $(PINNED) requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(VENV)/bin/python -m compileall -q src
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready requirements-dev.lock
	$(PIP) install $(PINNED) requirements-dev.lock
	@touch $@

tests/npm/node_modules/.package-lock.json: tests/npm/package-lock.json
	npm ci --prefix tests/npm --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/.ready-for-bench: $(VENV)/.ready requirements-bench.lock
	$(PIP) install $(PINNED) requirements-bench.lock
	@touch $@
