#!/usr/bin/env bash
# Installs Debian's Chromium and a Vietnamese font when they are missing and this account may; prints what it did.
set -u
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Cài chromium …" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 || {
  echo "Không có chromium và không cài được: các phép thử trong trình duyệt sẽ bị bỏ qua (apt install chromium)." >&2
  exit 1; }
