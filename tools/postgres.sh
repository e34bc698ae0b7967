#!/usr/bin/env bash
# A PostgreSQL of our own for the tests: in a temporary folder, on a free loopback port, gone afterwards.
#   tools/postgres.sh COMMAND…   runs the command with PALIER_TEST_POSTGRES set to its URL
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/15/bin 2>/dev/null || dirname "$(command -v pg_ctl)")
dir=$(mktemp -d /tmp/palier-postgres.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# The server refuses to run as root: then it runs as the user that Debian's package made.
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
[ "$(id -u)" != 0 ] || chown postgres "$dir"

finish() {
  as_server "$bin/pg_ctl" -D "$dir/db" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap finish EXIT

cd "$dir"
as_server "$bin/initdb" -D "$dir/db" -U palier --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null
# Durability is not what these tests try on PostgreSQL: without fsync they take a third of the time.
as_server "$bin/pg_ctl" -D "$dir/db" -l "$dir/log" -w start >/dev/null -o "-p $port -c fsync=off \
  -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=300"
cd - >/dev/null
"$bin/createdb" -h 127.0.0.1 -p "$port" -U palier palier_test
PALIER_TEST_POSTGRES="postgresql://palier@127.0.0.1:$port/palier_test" "$@"
