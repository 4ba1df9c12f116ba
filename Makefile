# `make run` and `make test` set up .venv by themselves; nothing else is needed but Python 3.11+.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test check prove bench clean setup lock

run: $(STAMP)
	@$(BIN)/triage examples

test: $(STAMP) check
	$(BIN)/python -m pytest -n auto -m "not prove"

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Long proofs and fuzzing; not part of `make test`.
prove: $(STAMP)
	$(BIN)/python -m pytest -n auto -m prove

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks

setup: $(STAMP)

$(STAMP): pyproject.toml requirements/dev.txt requirements/engine.txt requirements/setup.sh
	@sh requirements/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $(STAMP)

# Pins with hashes, from pyproject.toml; needs uv.
lock:
	sh requirements/lock.sh

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
