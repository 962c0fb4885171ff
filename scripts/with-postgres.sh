#!/usr/bin/env bash
# Runs a command with DATABASE_URL naming a PostgreSQL server of its own, which is gone afterwards:
#   scripts/with-postgres.sh npm run -s jest -- libs/vault
# A DATABASE_URL that is set already is used as it is. The server comes from Debian's package `postgresql`; its
# programs are looked for in PG_BIN, in /usr/lib/postgresql and on the path. It listens on a socket in a new folder and
# on a free port of 127.0.0.1, and keeps its durability settings: what is tested is what runs.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 command [argument …]" >&2; exit 2; }
[ -n "${DATABASE_URL:-}" ] && exec "$@"

newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
bin=${PG_BIN:-${newest:-$(dirname "$(command -v initdb || echo /nowhere/initdb)")}}
[ -x "$bin/initdb" ] || {
  echo 'No PostgreSQL server here: install it (Debian: apt-get install postgresql), or name one in DATABASE_URL or PG_BIN.' >&2
  exit 1
}

folder=$(mktemp -d)
# PostgreSQL refuses to run as root, so root lends the folder to the user that Debian's package made.
as=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  as=(setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$folder")
fi
server=
finish() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(head -c 18 /dev/urandom | base64 | tr '+/' '-_')
(umask 077 && printf '%s' "$password" > "$folder/password")
[ ${#as[@]} -eq 0 ] || chown postgres "$folder/password"
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U vault_test --pwfile="$folder/password" -A scram-sha-256 \
  -E UTF8 --locale=C.UTF-8 > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
cd "$OLDPWD"

free_port() {
  node --eval "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })"
}
# A port that was free a moment ago may be taken by now: try another.
for attempt in 1 2 3; do
  port=$(free_port)
  "${as[@]}" "$bin/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories="$folder" -c max_connections=200 -c max_prepared_transactions=10 \
    > "$folder/server.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    kill -0 "$server" 2>/dev/null || break
    "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break 2
    sleep 0.1
  done
  kill -INT "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
done
[ -n "$server" ] || { echo 'PostgreSQL did not start:' >&2; cat "$folder/server.log" >&2; exit 1; }

# Not exec: the server is stopped after it.
DATABASE_URL="postgres://vault_test:$password@127.0.0.1:$port/postgres" "$@"
