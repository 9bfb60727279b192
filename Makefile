# Everything a person needs: `make demo` shows it, `make test` proves it. Recipes call one program each.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test check bench trust sbom clean lock try-fresh

setup: $(STAMP)

$(STAMP): requirements.lock package-lock.json pyproject.toml scripts/setup.sh
	@PYTHON=$(PYTHON) bash scripts/setup.sh

demo: setup
	@$(BIN)/talentdb demo

test: setup
	@bash scripts/test.sh

check: setup
	@bash scripts/check.sh

bench: setup
	@$(BIN)/python -m tests.bench

# The bill of materials (CycloneDX): every pinned part with its hashes and licence.
sbom: setup
	@mkdir -p build && $(BIN)/python -m scripts.supply sbom build/talentdb.cdx.json && echo build/talentdb.cdx.json

# The long figures of trust, hours on two cores; TRUST="--only backup,rebuild" measures only those.
trust: setup
	@$(BIN)/python -m tests.trust $(TRUST)

# Resolves pyproject.toml anew for Python 3.11 to 3.13, with hashes and without addresses (needs uv).
lock:
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--all-extras -o requirements.lock pyproject.toml

try-fresh:
	@bash scripts/try_fresh.sh

clean:
	rm -rf $(VENV) node_modules .talentdb
