import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { methods } from '../../src/connection/hubLink';
import { isStale, shownStats } from '../../src/state/freshness';
import { type Action, initialState, type MonitorState, reduce } from '../../src/state/monitor';
import type { SourceView } from '../../src/state/sourceView';

// The vectors that every subscriber's state has to pass: test/Vectors of the repository.
const folder = resolve(import.meta.dirname, '../../../../../test/Vectors');
const beginsAtMs = Date.parse('2026-01-02T12:00:00.000Z');

type Fields = Readonly<Record<string, unknown>>;

interface Vector {
  readonly rule: string;
  readonly steps: readonly Step[];
  readonly expected: { readonly sources: Readonly<Record<string, Fields>> };
}

interface Step {
  readonly open?: true;
  readonly settle?: true;
  readonly lose?: string;
  readonly advanceSeconds?: number;
  readonly receive?: string;
  readonly with?: Fields;
}

const read = (name: string): unknown => JSON.parse(readFileSync(resolve(folder, name), 'utf8'));
const defaults = read('defaults.json') as Readonly<Record<string, Fields>>;
const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'defaults.json');

/** What a step does to the state; none where the hub sends what this release does not know. */
function actionsOf(step: Step, nowMs: number): readonly Action[] {
  if (step.open) {
    return [{ type: 'opened', atMs: nowMs }];
  }
  if (step.settle) {
    return [{ type: 'settled' }];
  }
  if (step.lose !== undefined) {
    return [{ type: 'connection', connection: { kind: 'waiting', sinceMs: nowMs, attempt: 1, retryAtMs: nowMs, reason: null } }];
  }
  const parse = methods[step.receive ?? ''];
  if (!parse) {
    return [];
  }
  return [{ type: 'message', incoming: parse({ ...defaults[step.receive ?? ''], ...step.with }), receivedAtMs: nowMs }];
}

/** What a vector compares of one daemon. */
function seen(state: MonitorState, view: SourceView, nowMs: number): Fields {
  const isUnconfirmed = state.connection.kind !== 'open' || !state.confirmed.has(view.name) || isStale(view, nowMs);
  const stats = shownStats(view, nowMs);
  return {
    state: view.status?.state ?? null,
    isStale: isUnconfirmed,
    cpuUsage: stats && !stats.isDim && !isUnconfirmed ? stats.value.cpuUsage : null,
    lastKnownCpuUsage: stats?.value.cpuUsage ?? null,
    runs: Object.fromEntries([...view.executions.values()].map((run) => [run.id, run.status])),
    problems: Object.fromEntries([...view.problems.values.values()].map((problem) => [problem.id, problem.title])),
    pipelines: [...view.pipelines.values.keys()].sort(),
  };
}

it.each(names)('reaches the state of %s', (name) => {
  const vector = read(name) as Vector;
  let nowMs = beginsAtMs;
  let state = initialState;

  for (const step of vector.steps) {
    nowMs += (step.advanceSeconds ?? 0) * 1000;
    state = actionsOf(step, nowMs).reduce(reduce, state);
  }

  const { sources } = vector.expected;
  expect([...state.sources.keys()].sort(), vector.rule).toEqual(Object.keys(sources).sort());
  for (const view of state.sources.values()) {
    const expected = sources[view.name] ?? {};
    const compared = Object.entries(seen(state, view, nowMs)).filter(([field]) => field in expected);
    expect(Object.fromEntries(compared), vector.rule).toEqual(expected);
  }
});
