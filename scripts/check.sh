#!/usr/bin/env bash
# Static checks: style, types, directions of imports, guards of the schema.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/lint-imports
.venv/bin/mypy --strict --explicit-package-bases -p scripts.supply
.venv/bin/python -m scripts.supply check
.venv/bin/python -m pytest tests/architecture
