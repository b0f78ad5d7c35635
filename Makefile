# Two commands on a fresh machine: `make study` and `make test`. Both set up what they need.
.DEFAULT_GOAL := study
.PHONY: study test lab check bench report clean

# Windows keeps programs of a virtual environment elsewhere, but has no make: see the README.
BIN := .venv/bin
PYTHON ?= python3
READY := .venv/.ready

$(READY): pyproject.toml constraints.txt
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) .venv && \
	  uv pip install --quiet --compile-bytecode --python $(BIN)/python -c constraints.txt -e '.[dev]'; \
	else \
	  $(PYTHON) -m venv .venv && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	fi
	@$(BIN)/python -c "from framescope.text.scanner import warm; warm()"
	@touch $@

study: $(READY)  ## read seeds/, execute the notebooks, write figures/ and report/index.html
	$(BIN)/framescope run study.yaml

test: $(READY)  ## run all tests
	$(BIN)/python -m pytest

lab: $(READY)  ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=notebooks --LabApp.news_url=None

check: $(READY)  ## lint and type-check
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: $(READY)  ## measure speed and quality against named peers
	$(BIN)/python -m benchmarks

report: $(READY)  ## write report/index.html again from the last runs
	$(BIN)/framescope report study.yaml

clean:  ## remove everything that can be made again
	rm -rf .venv build runs report .pytest_cache .mypy_cache .ruff_cache .hypothesis
