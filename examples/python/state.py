"""What a subscriber knows, by the rules of test/Vectors."""

from datetime import datetime

# By method: the field that holds the values of its kind, and whether it removes one.
KINDS = {
    "SourceStatus": ("status", False),
    "DashboardStats": ("stats", False),
    "HealthStatus": ("health", False),
    "ExecutionData": ("runs", False),
    "ExecutionRemoved": ("runs", True),
    "PipelineStatus": ("pipelines", False),
    "PipelineRemoved": ("pipelines", True),
    "Problem": ("problems", False),
    "ProblemResolved": ("problems", True),
    "Heartbeat": ("heartbeat", False),
}


class Source:
    """One daemon. The order of every key is kept, also of what is gone, so that an older value does not bring it back."""

    def __init__(self):
        self.values, self.order, self.observed_at, self.whole = {}, {}, None, False

    def take(self, method, message):
        kind, removes = KINDS[method]
        key, order = (kind, message.get("id")), (message["epoch"], message["sequence"])
        self.observed_at = max(filter(None, (self.observed_at, time_of(message["observedAt"]))), default=None)
        self.whole |= kind == "heartbeat"
        if order <= self.order.get(key, (0, 0)):
            return
        self.order[key] = order
        if removes:
            self.values.pop(key, None)
        else:
            self.values[key] = message
        self.trim()

    def trim(self):
        """Ended runs past the limit leave the view; no message is sent for that."""
        if status := self.one("status"):
            newest = sorted(self.all("runs"), key=lambda run: run["id"])
            newest.sort(key=lambda run: run["startedAt"] or "", reverse=True)
            for run in newest[status["executionLimit"] :]:
                if run["status"] != "running":
                    del self.values["runs", run["id"]]

    def one(self, kind):
        return self.values.get((kind, None))

    def all(self, kind):
        return [value for (of, _), value in self.values.items() if of == kind]


class State:
    """All daemons. What a new connection sends of one is kept apart until its first heartbeat, and then takes the place of what was known."""

    def __init__(self):
        self.connected, self.sources, self.arriving, self.confirmed = False, {}, {}, set()

    def opened(self):
        self.connected, self.arriving, self.confirmed = True, {}, set()

    def lost(self):
        self.connected = False

    def settled(self):
        """The connection has sent everything: what it did not send does not exist any more."""
        self.sources = {name: held for name, held in self.sources.items() if name in self.confirmed or name in self.arriving}

    def take(self, method, message):
        if method not in KINDS:
            return
        name = message["source"]
        if name in self.confirmed:
            self.sources[name].take(method, message)
            return
        source = self.arriving.setdefault(name, Source())
        source.take(method, message)
        if source.whole:
            self.sources[name] = self.arriving.pop(name)
            self.confirmed.add(name)

    def daemons(self):
        return {name: source for name, source in self.sources.items() if name != "_monitor"}

    def is_stale(self, name, now):
        """Whether nothing confirms what is known of a daemon. `now` is by the hub's clock."""
        if not self.connected or name not in self.confirmed:
            return True
        status, observed_at = self.sources[name].one("status"), self.sources[name].observed_at
        is_answering = status is not None and status["state"] in ("live", "degraded")
        return is_answering and observed_at is not None and (now - observed_at).total_seconds() > max(3 * status["intervalSeconds"], 5)

    def figure(self, name, field, now):
        """A figure now, and the last known one; None if it is not known."""
        stats, status = self.sources[name].one("stats"), self.sources[name].one("status")
        if stats is None:
            return None, None
        last = (stats["lastKnown"] or {}).get(field) if stats["fallback"] else stats[field]
        is_unknown = self.is_stale(name, now) or stats["error"] or status is None or status["state"] == "down"
        return (None if is_unknown else stats[field]), last


def time_of(text):
    return text and datetime.fromisoformat(text.replace("Z", "+00:00"))
