# Executable documentation: each target is what a person would type.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin

.PHONY: demo test lint bench soak clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/.ready  ## crawl the built-in press, print the traced story, serve it in Datasette
	$(BIN)/presswatch demo

test: $(VENV)/.ready  ## all tests
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m 'not bench and not soak'

lint: $(VENV)/.ready  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy presswatch/values presswatch/errors.py presswatch/plugs.py pipelines storage

bench: $(VENV)/.ready  ## the figures in the docs, beside the peers
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/pytest -m bench -s

soak: $(VENV)/.ready  ## long fault tests
	$(BIN)/pytest -m soak -s

clean:
	rm -rf $(VENV) build *.egg-info demo-desk
