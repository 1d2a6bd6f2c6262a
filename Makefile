# Two commands start everything: `make demo` and `make test`.
# Nothing is assumed but Python 3.11 or newer, with venv and pip.
PYTHON ?= python3
SIZE   ?= 5000
SEED   ?= 7
DATA   ?= var/demo
PEOPLE ?= 112000
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --quiet pyproject.toml
PYTEST := $(BIN)/python -m pytest -q -n 2
# What a database can do differently; the law and the formats never see one.
ON_BOTH_ENGINES := tests/platform tests/apps tests/journeys tests/races tests/privacy tests/web
# Once is enough: their city lies in SQLite files whatever the engine, or they are about answers, not queries.
ON_ONE_ENGINE := tests/journeys/test_demo.py tests/privacy/test_canary_city.py \
  tests/platform/test_page_headers.py tests/web/test_hostile_words.py tests/web/test_hostile_addresses.py \
  tests/web/test_no_way_out.py

.PHONY: help demo serve test check law-docs bench lock sbom audit

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/'

demo: $(VENV)/runtime ## build a made-up city (SIZE, SEED, DATA) and assess it
	$(BIN)/juminzei demo --people $(SIZE) --seed $(SEED) --data $(DATA)

serve: $(VENV)/runtime ## serve the pages of the city in DATA
	JUMINZEI_DATA=$(DATA) $(BIN)/juminzei serve

test: $(VENV)/test ## run every test that this machine can run
	@status=0; $(PYTEST) || status=1; \
	$(BIN)/python tests/support/postgresql_server.py; case $$? in \
	  0) JUMINZEI_TEST_ENGINE=postgresql $(PYTEST) $(ON_BOTH_ENGINES) $(ON_ONE_ENGINE:%=--ignore=%) || status=1 ;; \
	  3) ;; \
	  *) status=1 ;; esac; exit $$status

check: $(VENV)/test ## what a change must pass before it is tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml
	JUMINZEI_DATA=$(VENV)/check-data DJANGO_SETTINGS_MODULE=juminzei.web.settings \
	  $(BIN)/python -m django makemigrations --check --dry-run
	JUMINZEI_DATA=$(VENV)/check-data $(BIN)/mypy

law-docs: $(VENV)/test ## write docs/law anew, from the law files, the rules and their tests
	$(BIN)/juminzei law --write docs/law

bench: $(VENV)/bulk ## measure every benchmark on a city of PEOPLE
	$(BIN)/python benchmarks/all.py --people $(PEOPLE)

sbom: ## write what the system is made of (CycloneDX) to var/sbom.json
	@mkdir -p var
	$(PYTHON) requirements/bill_of_materials.py > var/sbom.json

audit: ## ask a vulnerability feed about every locked package (needs a network)
	@test -x var/audit/bin/pip-audit || { $(PYTHON) -m venv var/audit && \
	  var/audit/bin/python -m pip --disable-pip-version-check --quiet install pip-audit; } || \
	  { echo "audit not run: no package index is reachable from here"; exit 3; }
	@var/audit/bin/pip-audit --strict --require-hashes --disable-pip \
	  --requirement requirements/runtime.lock || { status=$$?; \
	  echo "not clean: a weakness is named above, or no vulnerability feed is reachable from here"; \
	  exit $$status; }

lock: ## pin the dependencies anew (needs uv)
	$(COMPILE) --extra build --extra platform --output-file requirements/runtime.lock
	$(COMPILE) --extra build --extra platform --extra bulk --output-file requirements/bulk.lock
	$(COMPILE) --all-extras --output-file requirements/test.lock

$(VENV)/runtime: requirements/runtime.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/runtime.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/bulk: $(VENV)/runtime requirements/bulk.lock
	$(PIP) install --require-hashes -r requirements/bulk.lock
	@touch $@

$(VENV)/test: $(VENV)/runtime requirements/test.lock
	$(PIP) install --require-hashes -r requirements/test.lock
	@touch $@
