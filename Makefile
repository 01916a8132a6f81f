# `make edition` and `make test` need only git, make and Python 3.11: they set up what is missing, once.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin

# WeasyPrint's libraries and the fonts of the edition; then what the tests check its output with (libatomic1: Playwright).
EDITION_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond fonts-dejavu-core fontconfig
TEST_PACKAGES := $(EDITION_PACKAGES) poppler-utils qpdf chromium libatomic1 libreoffice-writer-nogui strace softhsm2 opensc

.PHONY: help
help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

.PHONY: edition
edition: debian-edition .venv/installed ## Check the code of 2001-06-07, and publish it and a redline into dist/
	@PATH="$(CURDIR)/$(BIN):$$PATH" tools/edition.sh

.PHONY: test
test: debian-test .venv/installed-dev ## Run the tests, of those that take long a part
	@$(BIN)/python -m pytest --numprocesses auto --dist loadscope $(ARGS)

.PHONY: lint
lint: .venv/installed-dev ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

.PHONY: conformance
conformance: debian-test .venv/installed-dev ## Check forty PDFs against veraPDF's rules, and their text word for word
	@CONFORMANCE=full $(BIN)/python -m pytest -q tests/conformance $(ARGS)

.PHONY: coverage
coverage: debian-test .venv/installed-dev ## Run the whole of each test, and show which lines they run: htmlcov/index.html
	@TESTS=full $(BIN)/python -m pytest --cov --cov-report=html --cov-report=term --numprocesses auto --dist loadscope $(ARGS)

.PHONY: bench
bench: debian-edition .venv/installed-dev ## Time what has a target
	@for script in benchmarks/bench_*.py; do $(BIN)/python -m "benchmarks.$$(basename "$$script" .py)"; done

.PHONY: reference
reference: .venv/installed ## Renew what the docs take from the code: tables, help pages, the output of their examples
	@$(BIN)/python tools/reference.py
	@$(BIN)/python tools/examples.py

.PHONY: book-pictures
book-pictures: debian-test .venv/installed-dev ## Draw the pages that a test compares the book with: look at each before it is committed
	@$(BIN)/python -m tools.book_pictures

.PHONY: pictures
pictures: debian-test edition ## Draw the pages that the docs show: docs/pictures/
	@tools/pictures.sh

.PHONY: fuzz
fuzz: .venv/installed-dev ## Feed damaged sources to every reader: FUZZ_SECONDS in all (3600)
	@$(BIN)/python -m tools.fuzz --seconds $(or $(FUZZ_SECONDS),3600) $(ARGS)

.PHONY: audit
audit: .venv/installed-dev ## Check what codetool runs with: against a database of known faults where one can be reached, by pins
	@$(BIN)/python -m tools.audit $(ARGS)

.PHONY: crash
crash: debian-test .venv/installed-dev ## Kill and refuse each command that writes at each of its system calls that do
	@CRASH=full $(BIN)/python -m pytest -q tests/crash --numprocesses auto --dist load --maxschedchunk 1 $(ARGS)

.PHONY: stress
stress: debian-test .venv/installed-dev ## Let ten processes work in one store: STRESS_SECONDS (300)
	@STRESS_SECONDS=$(or $(STRESS_SECONDS),300) $(BIN)/python -m pytest -q tests/crash/test_together.py $(ARGS)

.PHONY: tamper
tamper: debian-test .venv/installed-dev ## Change a byte at 200 places of every file of an archive, and look whether each is found
	@TAMPER_PLACES=200 $(BIN)/python -m pytest -q tests/archive -k tamper $(ARGS)

.PHONY: long-texts
long-texts: debian-test .venv/installed-dev ## Print a text with 2,000 footnotes, and look for every one of them
	@CODETOOL_TEST_NOTES=2000 $(BIN)/python -m pytest -k many_notes tests/cli/test_hostile_texts.py $(ARGS)

.PHONY: fresh-check
fresh-check: ## Run `make edition` and `make test` on a bare Debian 12 (as root; see tools/fresh-debian.sh)
	@tools/fresh-debian.sh

.PHONY: clean
clean: ## Remove what was made; .venv stays
	rm -rf dist build htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

# --- set-up -----------------------------------------------------------------------------------------------------------

.PHONY: debian-edition debian-test
debian-edition:
	@tools/debian-packages.sh $(EDITION_PACKAGES)
debian-test:
	@tools/debian-packages.sh $(TEST_PACKAGES)

.venv/bin/python:
	@tools/virtualenv.sh "$(PYTHON)"

# The dev set holds the runtime set, so it counts for both.
.venv/installed: constraints.txt pyproject.toml | .venv/bin/python
	@tools/install.sh .
	@touch $@

.venv/installed-dev: constraints.txt pyproject.toml | .venv/bin/python
	@tools/install.sh '.[dev]'
	@touch .venv/installed $@
