"""Writes the table runs of an SQLite system database as Meltano does: from a process of its own, and with Python's own driver.

    writer.py DATABASE run STATE_ID      one run, with a heartbeat every second, until the process is ended
    writer.py DATABASE load RUNS PAUSE   so many runs one after the other, each inserted, beating once and ended, with a pause of seconds after each write
"""

import datetime
import sqlite3
import sys
import time
import uuid

INSERT = (
    "INSERT INTO runs (job_name, state, started_at, payload, payload_flags, last_heartbeat_at, run_id) VALUES (?, 'RUNNING', ?, '{}', 0, ?, ?)"
)


class Table:
    """Each statement has a connection and a transaction of its own. It waits 5 s for a lock, as Meltano does, and then fails."""

    def __init__(self, path):
        self.path = path

    def write(self, statement, *values):
        connection = sqlite3.connect(self.path, timeout=5)
        try:
            with connection:
                return connection.execute(statement, values).lastrowid
        finally:
            connection.close()

    def begin(self, state_id):
        return self.write(INSERT, state_id, now(), now(), uuid.uuid4().hex)

    def beat(self, run):
        self.write("UPDATE runs SET last_heartbeat_at = ? WHERE id = ?", now(), run)

    def end(self, run):
        self.write("UPDATE runs SET state = 'SUCCESS', ended_at = ? WHERE id = ?", now(), run)


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")


def write_run(table, state_id):
    run = table.begin(state_id)
    print(f"began {run}", flush=True)
    while True:
        time.sleep(1)
        table.beat(run)
        print(f"beat {run}", flush=True)


def write_load(table, runs, pause):
    # As the pool of a Meltano process: with a connection that stays, the write-ahead log does too.
    kept = sqlite3.connect(table.path)
    kept.execute("SELECT count(*) FROM runs").fetchall()
    for count in range(1, runs + 1):
        run = table.begin("dev:tap-a-to-target-b")
        time.sleep(pause)
        table.beat(run)
        time.sleep(pause)
        table.end(run)
        time.sleep(pause)
        if count % 10 == 0:
            print(f"wrote {count}", flush=True)


if __name__ == "__main__":
    database, command, *rest = sys.argv[1:]
    if command == "run":
        write_run(Table(database), rest[0])
    else:
        write_load(Table(database), int(rest[0]), float(rest[1]))
