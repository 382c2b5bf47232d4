# Lampblack. Two commands: `make film` makes the film, `make test` runs the tests. All that is needed is Python 3.11+.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: film test check bench clean venv

film: $(STAMP)-film
	@$(BIN)/lampblack make films/kuafu

test: $(STAMP)-test
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/lint-imports
	$(BIN)/pyright
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(STAMP)-test
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/lint-imports
	$(BIN)/pyright
	$(BIN)/python -m pytest -n auto -m "not slow" tests/unit tests/properties tests/seams

bench: $(STAMP)-test
	$(BIN)/python -m benchmarks

venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lampblack needs Python 3.11 or newer; this is " + sys.version.split()[0] + " (another one: make PYTHON=python3.12 film)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)

# eSpeak NG (GPL-3.0-or-later) is a separate, optional part: the film speaks with it, Lampblack itself does not need it.
$(STAMP)-film: pyproject.toml | venv
	@echo "installing Lampblack with its voice eSpeak NG (GPL-3.0-or-later, a separate optional part) into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary ":all:" -e ".[espeak]"
	@touch $@

$(STAMP)-test: pyproject.toml | venv
	@echo "installing Lampblack, its voice eSpeak NG (GPL-3.0-or-later, a separate optional part) and the tests' tools"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary ":all:" -e ".[espeak,dev]"
	@touch $@ $(STAMP)-film

clean:
	rm -rf $(VENV) films/*/.lampblack films/*/out films/*/*/out
