# Needs Python 3.11 with pip, make and git; everything else goes into .venv.
PYTHON ?= python3.11
BIN := .venv/bin
INSTALL := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check
# Names, versions and hashes alone: a lock that names a host ties everybody to it.
COMPILE := uv pip compile --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
	--no-annotate --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run test ui lint readme figures lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.installed ## Set everything up and read the seed articles into data/
	$(BIN)/depeche run

test: .venv/.developer lint ## Lint, types, import contracts and tests
	$(BIN)/python -m pytest

ui: .venv/.installed ## Start the Dagster UI; Ctrl-C stops it
	$(BIN)/depeche ui

lint: .venv/.developer ## Lint, types and import contracts alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

readme: .venv/.installed ## Write the generated parts of the README anew
	$(BIN)/python tools/readme.py --write

figures: .venv/.installed ## Score the reader against annotated articles beside the repository
	tools/figures

lock: ## Lock the newest versions that pyproject.toml allows (needs uv); then run the tests
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

# The environment is made without its own pip, by the pip of $(PYTHON): a bare Debian has no python3-venv.
$(BIN)/python:
	$(PYTHON) -m venv --without-pip .venv

.venv/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

.venv/.developer: requirements-dev.lock .venv/.installed
	$(INSTALL) --require-hashes --requirement requirements.lock --requirement requirements-dev.lock
	touch $@
