# Two commands are enough: make demo and make test. Python is found by running candidates, newest wanted first.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PYTHON ?= $(shell for p in python3.13 python3.14 python3.12 python3 \
	"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.13*/bin/python3 \
	"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.14*/bin/python3 \
	"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.12*/bin/python3; do \
	"$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null \
	&& { "$$p" -c 'import sys; print(sys.executable)'; break; }; done)
DEMO := DJANGO_SETTINGS_MODULE=portal.settings.demo
OWN := portal membership implementation_plans learning_circles surveys knowledge tests bench assets deploy manage.py

.PHONY: help demo test check fix bench stop worker locks
.DEFAULT_GOAL := help

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-8s %s\n", $$1, $$2}'

$(VENV)/.stamp: requirements/dev.txt requirements/uv.txt
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is missing: install it, or name it with PYTHON=/path/to/python3." >&2; exit 1; }
	@echo "Building the environment with $(PYTHON)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@if [ -x $(BIN)/uv ]; then $(BIN)/uv pip sync -q --compile-bytecode -p $(BIN)/python --require-hashes requirements/dev.txt; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt; fi
	@touch $@

# npm of the machine, or else from the wheel: only to fetch the style packages at build time
var/assets/portal.css: $(VENV)/.stamp assets/bundle.py assets/package.json assets/package-lock.json assets/css/theme.css assets/css/wagtail.css
	@mkdir -p var/static
	@command -v npm >/dev/null 2>&1 || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt
	@$(BIN)/python assets/bundle.py var/assets
	@touch $@

demo: var/assets/portal.css ## Build the demo network once and serve it on http://localhost:8000 (PORT=)
	@exec $(BIN)/python -m portal.home.demo_network

test: var/assets/portal.css ## Run the whole suite (ARGS="tests/membership -k admit")
	@$(BIN)/python -m pytest $(ARGS)

check: var/assets/portal.css ## Format, lint, types, imports, migrations, deployment rules
	@$(BIN)/ruff format --check -q $(OWN)
	@$(BIN)/ruff check -q $(OWN)
	@$(BIN)/djade --check --target-version 6.1 $$(git ls-files 'templates/*.html' | grep -v '^templates/email/') >/dev/null
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/mypy
	@$(DEMO) $(BIN)/python manage.py makemigrations --check --dry-run >/dev/null
	@SECRET_KEY=check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ ALLOWED_HOSTS=portal.example PORTAL_URL=https://portal.example \
	DJANGO_SETTINGS_MODULE=portal.settings.production $(BIN)/python manage.py check --deploy --fail-level WARNING
	@echo "check: fine"

fix: $(VENV)/.stamp ## Format and mend what can be mended
	@$(BIN)/ruff check -q --fix $(OWN) || true
	@$(BIN)/ruff format -q $(OWN)
	@$(BIN)/djade --target-version 6.1 $$(git ls-files 'templates/*.html' | grep -v '^templates/email/') || true

bench: var/assets/portal.css ## Measure speed as ratios to a reference view (ARGS="road plans")
	@$(BIN)/python -m bench $(ARGS)

stop: ## Stop the embedded database
	@test ! -x $(BIN)/python || $(BIN)/python -m portal.embedded_postgres stop var/postgres

worker: $(VENV)/.stamp ## Run the worker beside a web server of your own
	@exec env DJANGO_SETTINGS_MODULE=$${DJANGO_SETTINGS_MODULE:-portal.settings.demo} $(BIN)/python manage.py worker

locks: ## Compile the hashed requirement files anew (needs uv)
	@uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/base.txt
	@uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate --group dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt
