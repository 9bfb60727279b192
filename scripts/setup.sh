#!/usr/bin/env bash
# Makes .venv from requirements.lock (hashes) and fetches the Meilisearch binary of package-lock.json. Idempotent.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  for candidate in python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then PYTHON=$candidate; break; fi
  done
fi
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  say "Cần Python 3.11 trở lên (đặt PYTHON=/đường/dẫn/python3.11 rồi chạy lại)."; exit 3; }

if [ ! -x .venv/bin/python ]; then
  say "Tạo môi trường ảo .venv …"
  "$PYTHON" -m venv .venv || { say "Không tạo được .venv: trên Debian hãy cài gói python3-venv."; exit 3; }
fi
say "Cài thư viện theo requirements.lock (có kiểm tra mã băm) …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

if command -v npm >/dev/null 2>&1; then
  say "Tải Meilisearch theo package-lock.json …"
  npm ci --silent --no-audit --no-fund --ignore-scripts || say "npm không tải được Meilisearch: ứng dụng sẽ tìm kiếm bằng PostgreSQL."
else
  say "Không có npm: ứng dụng sẽ tìm kiếm bằng PostgreSQL (cài Node.js kèm npm rồi chạy lại make setup để có Meilisearch)."
fi
touch .venv/.installed
