# Everything a newcomer or a CI machine needs. It asks for python3 (3.11 or newer), its venv
# module and make, and puts all that it installs into .venv.
#
#   make demo    the main job on the examples: writes demo/brief.html
#   make test    lint, format, types, tests
#   make bench   how fast each stage is, beside its yardstick (REPORTS=… for reports of your own)
#   make setup   only the environment (the other targets call it when something is missing)
#   make lock    choose the newest versions that pyproject.toml allows, with their hashes
#   make clean   remove all that these targets made

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMO   := demo

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types docs bench lock clean

help:
	@sed -n 's/^#   //p' Makefile

setup: $(READY)

# The stamp is younger than the lock and the project file exactly when .venv holds what they say.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Consilience needs Python 3.11 or newer; choose one: make PYTHON=python3.12'; exit 1; }
	@echo 'Setting up $(VENV) (about 700 MB; once, and again when the lock changes) ...'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --only-binary :all: --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@mkdir -p $(DEMO)
	@$(BIN)/consilience brief examples/aleppo-2024 --format html --output $(DEMO)/brief.html
	@$(BIN)/consilience brief examples/aleppo-2024 --format json --output $(DEMO)/picture.json --quiet
	@echo
	@echo 'The brief:           $(CURDIR)/$(DEMO)/brief.html   (open it in a browser)'
	@echo 'The picture as JSON: $(CURDIR)/$(DEMO)/picture.json'

test: lint types
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

# Several folders of tests have a conftest.py: the folder's name tells them apart.
types: $(READY)
	@MYPYPATH=src $(BIN)/mypy --explicit-package-bases

# The pages that are written from the code: settings, commands, event types.
docs: $(READY)
	@$(BIN)/python docs/generate.py

# Some minutes; where other programs run, trust the seconds of computing.
bench: $(READY)
	@$(BIN)/python benchmarks/table.py $(REPORTS)
	@$(BIN)/python benchmarks/weights.py

# A resolver in an environment of its own; the lock holds every platform and Python from 3.11 on.
lock:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8,<1'
	@build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --extra dev \
	  --generate-hashes --no-header --no-emit-index-url --upgrade \
	  --output-file requirements.lock pyproject.toml
	@echo 'requirements.lock is new; run: make test'

clean:
	@rm -rf $(VENV) $(DEMO) build dist
