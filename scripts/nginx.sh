#!/usr/bin/env bash
# Installs Debian's nginx when it is missing and this account may, for the tests of nginx.conf; starts no service.
set -u
if command -v nginx >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Cài nginx …" >&2
  export DEBIAN_FRONTEND=noninteractive
  # The package would start nginx on port 80: for this one installation no service is started.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && made=1; fi
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light; } >/dev/null 2>&1
  if [ -n "${made:-}" ]; then rm -f "$policy"; fi
fi
command -v nginx >/dev/null 2>&1 || {
  echo "Không có nginx và không cài được: các phép thử của nginx.conf sẽ bị bỏ qua (apt install nginx-light)." >&2
  exit 1; }
