# Creates a cluster for POSTGRES_USER with POSTGRES_PASSWORD, then runs the server; the arguments are the server's, after the word "postgres" if it is there.
set -eu
[ "${1:-}" = postgres ] && shift
as_postgres() {
  setpriv --reuid=postgres --regid=postgres --init-groups "$@"
}

mkdir -p "$PGDATA" /run/postgresql
chown postgres:postgres "$PGDATA" /run/postgresql
chmod 0700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf '%s' "$POSTGRES_PASSWORD" >/run/postgresql/password
  chown postgres:postgres /run/postgresql/password
  as_postgres initdb --no-sync --username "$POSTGRES_USER" --pwfile /run/postgresql/password --auth-host scram-sha-256 --auth-local trust >/run/postgresql/initdb.log ||
    { cat /run/postgresql/initdb.log >&2; exit 1; }
  rm /run/postgresql/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups postgres -c listen_addresses='*' -c jit=off "$@"
