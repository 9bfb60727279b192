#!/usr/bin/env bash
# Tries the README's two commands as a new user would: a fresh clone in an empty 0700 folder, an empty home; as root
# and as a fresh ordinary user, with the machine's PostgreSQL and with it hidden. Prints one line a case.
#
#   scripts/try_fresh.sh [demo|test|all] [root|root-hidden|user|user-hidden]
#
# The first word is what to run in each case (default all), the second the only case to try (default each of them).
#
# Needs root (it makes a user and mount namespaces, and removes both). Nothing of this checkout is changed.
set -uo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}
only=${2:-}
[ "$(id -u)" -eq 0 ] || { echo "Cần chạy bằng root: kịch bản tạo một người dùng tạm." >&2; exit 3; }
source_repo=$PWD
account=talentdb-try
created=
failures=0

cleanup() {
  if [ -n "$created" ]; then userdel "$account" 2>/dev/null; fi
}
trap cleanup EXIT

if ! id "$account" >/dev/null 2>&1; then useradd --no-create-home --shell /bin/bash "$account" && created=yes; fi

# What an administrator gives to everybody: where packages come from, which certificates count.
passed=(); while IFS= read -r name; do passed+=("$name=${!name}"); done < <(
  compgen -e | grep -E '^(PIP_|NPM_|npm_config_|NODE_EXTRA|SSL_CERT|REQUESTS_CA|CURL_CA|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY)')

inside() { # runs in the clone, as the user of the case
  cat <<'SCRIPT'
set -euo pipefail
cd "$1"
what=$2
if [ "$what" = demo ] || [ "$what" = all ]; then
  make setup >"$HOME/setup.log" 2>&1 || { tail -5 "$HOME/setup.log"; exit 1; }
  started=$(date +%s)
  .venv/bin/talentdb demo --check >"$HOME/check.log" 2>&1 || { tail -15 "$HOME/check.log"; exit 1; }
  checked=$(date +%s)
  # `make demo` serves until it is stopped: start it, wait for its address to answer, stop it as Ctrl-C does.
  setsid make demo >"$HOME/demo.log" 2>&1 &
  leader=$!
  port=
  for _ in $(seq 1 240); do
    port=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$HOME/demo.log" | tail -1 || true)
    if [ -n "$port" ] && python3 -c "import urllib.request as u; u.urlopen('$port/_stcore/health', timeout=2)" 2>/dev/null
    then break; fi
    kill -0 "$leader" 2>/dev/null || break
    sleep 0.25
  done
  up=$(date +%s)
  kill -INT -- "-$leader" 2>/dev/null || true
  wait "$leader" 2>/dev/null || true
  [ -n "$port" ] || { tail -15 "$HOME/demo.log"; exit 1; }
  printf 'demo --check %ss, second start %ss; ' "$((checked - started))" "$((up - checked))"
fi
if [ "$what" = test ] || [ "$what" = all ]; then
  make test >"$HOME/test.log" 2>&1 || { grep -E '^(FAILED|ERROR)|passed|failed' "$HOME/test.log" | tail -15; exit 1; }
  tail -1 "$HOME/test.log" | tr -d '\n'
fi
SCRIPT
}

try() { # CASE NAME USER machine|hidden
  [ -z "$only" ] || [ "$only" = "$1" ] || return 0
  local name=$2 user=$3 postgres=$4 folder started hide=true
  folder=$(mktemp -d /tmp/talentdb-try.XXXXXX)
  mkdir -m 0700 "$folder/home"
  git clone --quiet --no-local "$source_repo" "$folder/clone"
  chmod 0700 "$folder/clone"
  inside >"$folder/inside.sh"
  chown -R "$user" "$folder"
  [ "$postgres" = hidden ] && hide='for f in /usr/lib/postgresql; do [ -d $f ] && mount -t tmpfs none $f; done
    for f in initdb pg_ctl postgres; do p=$(command -v $f || true); [ -n "$p" ] && mount --bind /dev/null "$p"; done; true'
  started=$(date +%s)
  if unshare --mount bash -c "$hide; exec setpriv --reuid=$user --regid=$(id -g "$user") --init-groups \
      env -i HOME='$folder/home' USER=$user PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 \"\$@\" \
      bash '$folder/inside.sh' '$folder/clone' '$what'" _ "${passed[@]}"; then
    printf '\nĐẠT  %s (%ss)\n' "$name" "$(($(date +%s) - started))"
  else
    printf '\nKHÔNG ĐẠT  %s; nhật ký: %s/home\n' "$name" "$folder"
    failures=$((failures + 1))
    return
  fi
  rm -rf "$folder"
}

try root "root, PostgreSQL của máy" root machine
try root-hidden "root, PostgreSQL bị giấu" root hidden
try user "người dùng thường, PostgreSQL của máy" "$account" machine
try user-hidden "người dùng thường, PostgreSQL bị giấu" "$account" hidden
exit "$((failures > 0))"
