import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/contract/messages';
import { newSource } from '../../src/state/source';
import type { SourceView } from '../../src/state/sourceView';
import {
  again,
  completeView,
  execution,
  failedFeed,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  removed,
  stats,
  status,
  viewOf,
} from '../messages';

describe('movements', () => {
  const running = (fields: Parameters<typeof execution>[0]) => execution({ status: 'running', ...fields });

  it('begin with the first word of a running execution', () => {
    const view = viewOf(running({ recordsProcessed: 5, observedAtMs: nowMs - minuteMs }));

    expect(view.movements.get('run-1')?.atMs).toBe(nowMs - minuteMs);
  });

  it.each([
    ['records', { recordsProcessed: 6 }],
    ['progress', { progress: 10 }],
  ])('go on with %s', (_, change) => {
    const view = viewOf(
      running({ recordsProcessed: 5, progress: 5 }),
      running({ recordsProcessed: 5, progress: 5, sequence: 2, observedAtMs: nowMs + 1000, ...change }),
    );

    expect(view.movements.get('run-1')?.atMs).toBe(nowMs + 1000);
  });

  it('stand still while only other things change', () => {
    const view = viewOf(
      running({ recordsProcessed: 5 }),
      running({ recordsProcessed: 5, sequence: 2, observedAtMs: nowMs + 1000, metadata: new Map([['step', '2']]) }),
    );

    expect(view.movements.get('run-1')?.atMs).toBe(nowMs);
  });

  it('stand still while progress is only unknown for a time', () => {
    const told = [40, null, 40].map((progress, minutes) =>
      running({ progress, recordsProcessed: progress && 7, sequence: minutes + 1, observedAtMs: nowMs + minutes * minuteMs }),
    );
    const view = viewOf(...told);
    const moved = again(view, running({ progress: 41, sequence: 9, observedAtMs: nowMs + hourMs }));

    expect(view.movements.get('run-1')).toEqual({ atMs: nowMs, progress: 40, recordsProcessed: 7 });
    expect(moved.movements.get('run-1')).toEqual({ atMs: nowMs + hourMs, progress: 41, recordsProcessed: 7 });
  });

  it('end with the run', () => {
    const view = viewOf(running({}), execution({ sequence: 2, status: 'success' }));

    expect(view.movements.size).toBe(0);
  });

  it('are kept over a new connection that says the same, as the run may be stuck', () => {
    const before = completeView(running({ recordsProcessed: 5 }));
    const said = running({ recordsProcessed: 5, sequence: 9, observedAtMs: nowMs + minuteMs });

    const view = again(newSource('default', nowMs, before), said, heartbeatOf());

    expect(view.movements.get('run-1')?.atMs).toBe(nowMs);
  });

  it('go on where it moved while nobody was connected', () => {
    const before = completeView(running({ recordsProcessed: 5 }));
    const said = running({ recordsProcessed: 900, sequence: 9, observedAtMs: nowMs + minuteMs });

    const view = again(newSource('default', nowMs, before), said, heartbeatOf());

    expect(view.movements.get('run-1')?.atMs).toBe(nowMs + minuteMs);
  });

  it('are let go of runs that a new connection does not know', () => {
    const before = completeView(running({}));

    const view = again(newSource('default', nowMs, before), status(), heartbeatOf());

    expect(view.movements.size).toBe(0);
  });
});

describe('a hub that has not yet heard of the daemon again', () => {
  const running = (fields: Parameters<typeof execution>[0] = {}) => execution({ status: 'running', ...fields });
  const before = completeView(running());
  const silent = { stats: failedFeed('no'), health: failedFeed('no'), executions: failedFeed('no') };
  const unheard = { feeds: silent, observedAtMs: null } as const;
  const atMs = nowMs + hourMs;
  const heard = { sequence: 9, observedAtMs: atMs };

  it.each(['connecting', 'down'] as const)('knows nothing of runs while it is %s', (state) => {
    const view = again(newSource('default', nowMs, before), status({ ...unheard, state }), heartbeatOf({ observedAtMs: null }));
    const live = again(view, status(heard), running(heard));

    expect([view, live].map(({ lost, movements }) => [lost, movements.get('run-1')?.atMs])).toEqual([
      [[], nowMs],
      [[], nowMs],
    ]);
  });

  it.each([
    ['a heartbeat', heartbeatOf({ observedAtMs: atMs + 1000 })],
    ['later news', execution({ id: 'other', sequence: 10, observedAtMs: atMs + 3000 })],
  ])('knows with %s which runs are gone, of a daemon that has none too', (_, sign) => {
    const connecting = [status({ ...unheard, state: 'connecting' }), heartbeatOf({ observedAtMs: null })];
    const view = again(newSource('default', nowMs, before), ...connecting, status(heard), stats(heard));
    const told = again(view, sign);

    expect([view, told].map(({ lost, movements }) => [lost, movements.size])).toEqual([
      [[], 1],
      [['run-1'], 0],
    ]);
  });

  it('takes no runs for gone that come in one write with later news', () => {
    const connecting = [status({ ...unheard, state: 'connecting' }), heartbeatOf({ observedAtMs: null })];
    const joined = [status(heard), stats({ ...heard, observedAtMs: atMs + 50 }), running({ ...heard, observedAtMs: atMs + 50 })];

    const view = again(newSource('default', nowMs, before), ...connecting, ...joined, heartbeatOf({ observedAtMs: atMs + 60 }));

    expect([view.lost, view.movements.get('run-1')?.atMs]).toEqual([[], nowMs]);
  });
});

describe('lost runs', () => {
  const running = (id: string) => execution({ id, status: 'running' });
  const reconnected = (before: SourceView, ...incoming: readonly Incoming[]) =>
    again(newSource('default', nowMs, before), status(), ...incoming, heartbeatOf());
  const lost = reconnected(completeView(running('a'), running('b')));

  it('are kept over further connections, with those that get lost then', () => {
    expect(reconnected(again(lost, running('c'))).lost).toEqual(['c', 'a', 'b']);
  });

  it.each([
    ['is sent', execution({ id: 'a', sequence: 2 })],
    ['is removed', removed('a', { sequence: 2 })],
  ])('have none of which word %s', (_, incoming) => {
    expect(again(lost, incoming).lost).toEqual(['b']);
    expect(reconnected(lost, incoming).lost).toEqual(['b']);
  });

  it('are fifty at most', () => {
    const many = Array.from({ length: 60 }, (__, place) => running(`run-${place}`));

    expect(reconnected(reconnected(completeView(...many))).lost).toHaveLength(50);
  });
});
