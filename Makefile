# Two commands start everything: `make demo` and `make test`. Nothing but Python 3.11+ (with venv and pip) is assumed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SIZE   ?= 5000
SEED   ?= 7
DATA   ?= var/demo

.PHONY: demo serve test check bench lock clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/runtime.done: requirements/runtime.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/runtime.lock
	$(BIN)/python -c "import pathlib, site; pathlib.Path(site.getsitepackages()[0], 'juminzei.pth').write_text(str(pathlib.Path('src').resolve()))"
	touch $@

$(VENV)/test.done: $(VENV)/runtime.done requirements/test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.lock
	touch $@
