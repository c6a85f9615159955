"""Prints what changes at a monitor, with nothing but a WebSocket library: pip install websocket-client."""

import json, os, random, time

import websocket

from state import KINDS, State

URL, TOKEN = os.environ["MONITOR_URL"].rstrip("/"), os.environ["MONITOR_TOKEN"]
END = "\x1e"  # Ends every message, in both directions.


def messages():
    """The hub's messages until the connection ends, each with its method and its argument."""
    hub = websocket.create_connection(f"{URL.replace('http', 'ws', 1)}/hubs/dashboard", header=[f"Authorization: Bearer {TOKEN}"], timeout=30)
    hub.send('{"protocol":"json","version":1}' + END)
    unread, pinged = "", time.monotonic()
    while True:
        unread += hub.recv()
        *whole, unread = unread.split(END)
        for message in map(json.loads, whole):
            if message.get("type") == 7:
                return hub.close()
            if message.get("type") == 1:
                yield message["target"], message["arguments"][0]
        if time.monotonic() - pinged > 10:  # The hub closes a connection that sends nothing for 30 s.
            hub.send('{"type":6}' + END)
            pinged = time.monotonic()


def seen(state):
    """One line for each daemon and each of its problems."""
    for name, source in state.daemons().items():
        status, runs = source.one("status"), source.all("runs")
        yield f"{name} is {status['state'] if status else 'unknown'}, {sum(run['status'] == 'running' for run in runs)} of {len(runs)} runs going"
        yield from (f"{name}: {problem['title']}" for problem in source.all("problems"))


state, tries, printed = State(), 0, set()
while True:
    closing = None
    try:
        for method, argument in messages():
            if not state.connected:
                state.opened()
                tries = 0
            if method == "Closing":
                closing = argument
            elif method in KINDS:
                state.take(method, argument)
            lines = set(seen(state))
            for line in sorted(lines - printed):
                print(line, flush=True)
            printed = lines
        print("the connection was closed", flush=True)
    except (OSError, websocket.WebSocketException) as error:
        print("not connected:", error, flush=True)
    state.lost()
    if closing and closing["reason"] in ("signed-out", "forbidden"):
        raise SystemExit(f"The monitor closed the connection: {closing['reason']}.")
    time.sleep(closing["retryAfterSeconds"] if closing else random.random() * min(30, 2**tries))
    tries += 1
