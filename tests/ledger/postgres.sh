#!/bin/sh
# Runs a command with a PostgreSQL server of its own, named by TRIAGE_TEST_POSTGRES:
#   sh tests/ledger/postgres.sh make test
# Needs Debian's package `postgresql`. PostgreSQL refuses to run as root; then it runs as `postgres`.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    echo "postgresql is not installed; the tests on it are skipped" >&2
    exec "$@"
fi
home=$(mktemp -d)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
    as() { runuser -u postgres -- "$@"; }
fi
stop() {
    as "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    as rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT TERM
cd "$home"
as "$bin/initdb" -D "$home/data" -U triage -A trust -E UTF8 --no-sync >/dev/null
# A socket only, in a folder of our own: no port that somebody else may use. These tests cut no power, so
# the server need not wait for its disk (-F).
as "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -o "-F -c listen_addresses='' -k $home" start >/dev/null
cd - >/dev/null
TRIAGE_TEST_POSTGRES="postgresql://triage@/postgres?host=$home" "$@"
