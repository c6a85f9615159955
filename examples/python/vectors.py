"""Runs the vectors of test/Vectors against state.py: python3 vectors.py FOLDER."""

import json, sys
from datetime import timedelta
from pathlib import Path

from state import State, time_of

FOLDER = Path(sys.argv[1])
DEFAULTS = json.loads((FOLDER / "defaults.json").read_text())


def run(vector):
    """What differs from the expected state."""
    state, now = State(), time_of("2026-01-02T12:00:00.000Z")
    for step in vector["steps"]:
        if "open" in step:
            state.opened()
        elif "lose" in step:
            state.lost()
        elif "settle" in step:
            state.settled()
        elif "advanceSeconds" in step:
            now += timedelta(seconds=step["advanceSeconds"])
        else:
            state.take(step["receive"], DEFAULTS.get(step["receive"], {}) | step.get("with", {}))
    expected = vector["expected"]["sources"]
    if expected.keys() != state.daemons().keys():
        yield f"the daemons are {sorted(state.daemons())}, not {sorted(expected)}"
    for name in expected.keys() & state.daemons().keys():
        actual = seen(state, name, now)
        yield from (f"{name}.{field} is {actual[field]}, not {value}" for field, value in expected[name].items() if actual[field] != value)


def seen(state, name, now):
    source = state.sources[name]
    cpu, last_cpu = state.figure(name, "cpuUsage", now)
    return {
        "state": (source.one("status") or {}).get("state"),
        "isStale": state.is_stale(name, now),
        "cpuUsage": cpu,
        "lastKnownCpuUsage": last_cpu,
        "runs": {one["id"]: one["status"] for one in source.all("runs")},
        "problems": {one["id"]: one["title"] for one in source.all("problems")},
        "pipelines": sorted(one["id"] for one in source.all("pipelines")),
    }


failed = 0
for file in sorted(FOLDER.glob("*.json")):
    if file.name != "defaults.json":
        differences = list(run(json.loads(file.read_text())))
        failed += bool(differences)
        print(file.stem, "; ".join(differences) or "ok")
sys.exit(1 if failed else 0)
