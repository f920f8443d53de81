# Executable documentation: each target is what a person would type.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PIP     = $(BIN)/pip --quiet --disable-pip-version-check
LOCK    = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url $(UPGRADE)

.PHONY: demo test lint lock bench soak clean

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) --quiet install --no-deps --no-build-isolation --editable .
	@$(BIN)/pip check >/dev/null || { $(BIN)/pip check; echo "requirements.lock is not what pyproject.toml asks for: make lock"; exit 1; }
	touch $@

demo: $(VENV)/.ready  ## crawl the built-in press, print the traced story, serve it in Datasette
	$(BIN)/presswatch demo

test: $(VENV)/.ready  ## all tests
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m 'not bench and not soak'

lint: $(VENV)/.ready  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy presswatch/values presswatch/errors.py presswatch/plugs.py pipelines storage
	$(BIN)/python -m tests.hostile.audit

lock:  ## pin what pyproject.toml asks for, with hashes; UPGRADE=--upgrade takes the newest versions
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	$(LOCK) --extra dev --extra alerts --output-file requirements.lock pyproject.toml
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["bench"], sep="\n")' \
	  | $(LOCK) --constraint requirements.lock --output-file requirements-bench.lock -

bench: $(VENV)/.ready  ## the figures in the docs, beside the peers
	$(PIP) install --require-hashes --requirement requirements-bench.lock
	$(BIN)/pytest -m bench -s

soak: $(VENV)/.ready  ## long fault tests
	$(BIN)/pytest -m soak -s

clean:
	rm -rf $(VENV) build *.egg-info demo-desk
