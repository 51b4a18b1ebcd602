# Everything that this project can do for you. Python 3.11 or newer and make are enough:
# the first target that needs them installs the rest into .venv.

.DEFAULT_GOAL := help
.PHONY: help run test check bench catalogues demo-tour lock screenshots clean

# The newest Python that can make a virtual environment; or your own: make run PYTHON=...
PYTHON ?= $(shell sh .ci/find-python)
BIN := .venv/bin
PIP := python -m pip install --require-hashes --no-input --disable-pip-version-check
INSTALL := $(BIN)/$(PIP)

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 \t/p' $(MAKEFILE_LIST) | expand -t 20

run: .venv/run.txt ## start the whole site with the demo desk; Ctrl-C stops it
	@$(BIN)/python -m config.run $(ARGS)

test: .venv/dev.txt .venv/replay.txt ## run every test; ARGS="-k words" to choose
	@$(BIN)/python -m pytest --numprocesses=auto $(ARGS)

check: .venv/dev.txt ## format, lint, types, rooms, migrations, deployment, API schema
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null
	@sh .ci/check-deploy

bench: .venv/dev.txt ## measure the engine; ARGS="--cases 500" for less, ARGS="--help" for more
	@$(BIN)/python -m tests.bench $(ARGS)

catalogues: .venv/dev.txt ## bring locale/ up to date with the pages' phrases, and compile it
	@$(BIN)/python -m tests.catalogues

demo-tour: .venv/run.txt ## see the main job happen, step by step, on a database of its own
	@$(BIN)/python -m config.tour

screenshots: .venv/dev.txt ## take the pictures of the README anew
	@$(BIN)/python -m tests.screenshots

lock: .venv/dev.txt ## pin what pyproject.toml asks for, with hashes
	@sh .ci/lock $(BIN)/uv $(ARGS)

clean: ## remove what was installed and made, except the data under var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What was installed is kept beside what it was installed from: the same list, no work.
.venv/run.txt: requirements/run.txt | .venv/bin/python
	@echo "Installing what the site needs ..."
	$(INSTALL) --requirement $<
	@cp $< $@

.venv/dev.txt: requirements/dev.txt | .venv/bin/python
	@echo "Installing what the site and its tests need ..."
	$(INSTALL) --requirement $<
	@cp $< $@

# What plays an archive back goes with nothing of ours, so it has an environment of its
# own. Where it cannot be had, its one test is skipped, except on the build machine.
.venv/replay.txt: requirements/replay.txt | .venv/bin/python
	@echo "Installing what plays an archive back ..."
	@$(BIN)/python -m venv .venv/replay
	@if .venv/replay/bin/$(PIP) --requirement $<; then cp $< $@; \
		else echo "pywb cannot be installed here: its test is skipped"; fi

.venv/bin/python:
	@sh .ci/can-make-venv $(PYTHON)
	@echo "Making a virtual environment with $(PYTHON) ..."
	@$(PYTHON) -m venv .venv
