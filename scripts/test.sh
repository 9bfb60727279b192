#!/usr/bin/env bash
# The whole test suite; says clearly what is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/browser.sh || true
bash scripts/nginx.sh || true
jobs=$(nproc 2>/dev/null || echo 1)
exec .venv/bin/python -m pytest -n "$jobs" --dist loadfile -r s "$@"
