# Needs Python 3.11 with pip, make and git; everything else goes into .venv.
PYTHON ?= python3.11
BIN := .venv/bin
NODE := tests/bi/node
# The locks are complete, and the pip of Python 3.11 trips over extras whose names hold a dash: nothing is resolved anew.
install = $(PYTHON) -m pip --python $(1)/bin/python install --quiet --disable-pip-version-check --no-deps
# Names, versions and hashes alone: a lock that names a host ties everybody to it.
COMPILE := uv pip compile --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
	--no-annotate --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run test ui lint readme figures fast bench-linkage bench-spans bench-reading bench-duplicates bench-occurrences bench-incremental bench-report bench-fast newest-duckdb bi-test lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.installed ## Set everything up and read the seed articles into data/
	$(BIN)/depeche run

test: .venv/.developer lint $(NODE)/node_modules/.package-lock.json ## Lint, types, import contracts and tests
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

ui: .venv/.installed ## Start the Dagster UI; Ctrl-C stops it
	$(BIN)/depeche ui

lint: .venv/.developer ## Lint, types and import contracts alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

readme: .venv/.installed ## Run what stands in README and docs/, and write what they show anew
	$(BIN)/python -m tools.readme --write
	$(BIN)/python tools/dictionary.py --write

figures: .venv/.installed ## Score the reader against annotated articles beside the repository, for README and docs/how-sure.md
	$(BIN)/python -m tools.figures --write

bench-spans: .venv-bench/.installed ## Compare dates, amounts, sentences and tokens with other libraries
	.venv-bench/bin/python -m benchmarks.spans

bench-linkage: .venv-bench-linkage/.installed ## Compare the linking of actors with other libraries (needs ICU's headers)
	.venv-bench-linkage/bin/python -m benchmarks.linkage

bench-reading: .venv/.installed ## Measure how fast articles are read, stage by stage
	$(BIN)/python -m benchmarks.reading

bench-occurrences: .venv/.installed ## Score how rows that report one event are found
	$(BIN)/python -m benchmarks.occurrences

bench-incremental: .venv/.installed ## Measure what a second run over 20,000 files costs, and one added file
	$(BIN)/python -m benchmarks.incremental

bench-report: .venv/.installed ## Measure how long the evidence pages of 1,000 articles take
	$(BIN)/python -m benchmarks.report

fast: build/fast/.compiled ## Compile the reader (needs a C compiler; a quarter of an hour): PYTHONPATH=build/fast depeche run

bench-fast: build/fast/.compiled .venv-bench/.installed ## Measure the compiled reader: reading, and the span layer beside spaCy
	cd build/fast && ../../$(BIN)/python -m benchmarks.reading
	cd build/fast && ../../.venv-bench/bin/python -m benchmarks.spans

bench-duplicates: .venv/.installed ## Score and time the search for near-copies among made-up dispatches
	$(BIN)/python -m benchmarks.duplicates

newest-duckdb: .venv/.installed .venv-newest-duckdb/.installed ## See that the newest DuckDB finds in a warehouse what the locked one finds
	$(BIN)/depeche run --warehouse build/newest-duckdb/seeds.duckdb --exports build/newest-duckdb/exports
	$(BIN)/python tools/open_warehouse.py build/newest-duckdb/seeds.duckdb > build/newest-duckdb/locked.txt
	.venv-newest-duckdb/bin/python tools/open_warehouse.py build/newest-duckdb/seeds.duckdb | diff build/newest-duckdb/locked.txt -

bi-test: .venv/.developer .venv-bi/.installed ## Look at the seeds in a Superset of its own (needs chromium; half a gigabyte)
	$(BIN)/python tests/bi/superset.py .venv-bi/bin/superset build/bi

lock: ## Lock the newest versions that pyproject.toml allows (needs uv); then run the tests
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group bench --constraint requirements.lock --output-file requirements-bench.lock
	$(COMPILE) --group bench-linkage --constraint requirements.lock --output-file requirements-bench-linkage.lock
	echo duckdb | $(COMPILE) - --output-file requirements-newest-duckdb.lock
	$(COMPILE) --group bi --output-file requirements-bi.lock

# Environments are made without their own pip, by the pip of $(PYTHON): a bare Debian has no python3-venv.
.PRECIOUS: %/bin/python
%/bin/python:
	$(PYTHON) -m venv --without-pip $*

.venv/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(call install,.venv) --require-hashes --requirement requirements.lock
	$(call install,.venv) --no-build-isolation --editable .
	touch $@

.venv/.developer: requirements-dev.lock .venv/.installed
	$(call install,.venv) --require-hashes --requirement requirements.lock --requirement requirements-dev.lock
	touch $@

# Without the program's own lock, whose DuckDB or SQLAlchemy they cannot use.
.venv-bi/.installed .venv-newest-duckdb/.installed: .venv-%/.installed: requirements-%.lock | .venv-%/bin/python
	$(call install,.venv-$*) --require-hashes --requirement requirements-$*.lock
	touch $@

# Apart from .venv, so that what the peers bring along can never become what the program runs on.
.venv-%/.installed: requirements.lock requirements-%.lock | .venv-%/bin/python
	$(call install,.venv-$*) --require-hashes --requirement requirements.lock --requirement requirements-$*.lock
	touch $@

# DuckDB's client for Node, where there is npm; its test is skipped where it cannot be had.
$(NODE)/node_modules/.package-lock.json: $(NODE)/package-lock.json
	if command -v npm >/dev/null; then npm --prefix $(NODE) ci --loglevel=error || true; fi

build/fast/.compiled: tools/compile_reader.py $(shell find etl schemas sql benchmarks -name '*.py' -o -name '*.toml' -o -name '*.csv' -o -name '*.sql') | .venv/.developer
	$(BIN)/python tools/compile_reader.py build/fast
	touch $@
