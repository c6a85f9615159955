import { describe, expect, it } from 'vitest';
import { type Bar, endIn, fittingRange, type Lane, lanes, neighbour, windowAt } from '../../src/state/lanes';
import { completeView, endedRun, executionOf, hourMs, minuteMs, nowMs, run, status } from '../messages';

const window = { fromMs: nowMs - hourMs, toMs: nowMs };
const running = (id: string, startedAtMs: number) => executionOf({ id, startedAtMs, status: 'running' });

const laneOf = (...runs: readonly ReturnType<typeof endedRun>[]): Lane | undefined =>
  lanes([completeView(...runs.map(run))], window, nowMs, 0.01)[0];

const ids = (lane: Lane | undefined) => lane?.bars.map((bar) => bar.run.id);

describe('lanes', () => {
  it('places a run by its share of the window, oldest first', () => {
    const lane = laneOf(endedRun('late', nowMs - 10 * minuteMs, {}, 600), endedRun('early', nowMs - 30 * minuteMs, {}, 900));

    expect(ids(lane)).toEqual(['early', 'late']);
    expect(lane?.bars[0]?.left).toBeCloseTo(15 / 60);
    expect(lane?.bars[0]?.width).toBeCloseTo(15 / 60);
    expect(lane?.rows).toBe(1);
  });

  it('puts runs that overlap beneath each other and uses a row again once it is free', () => {
    const lane = laneOf(
      endedRun('first', nowMs - 30 * minuteMs, {}, 1200),
      endedRun('beside', nowMs - 20 * minuteMs, {}, 1200),
      endedRun('after', nowMs - 10 * minuteMs, {}, 600),
    );

    expect(lane?.bars.map(({ run: { id }, row }) => [id, row])).toEqual([
      ['first', 0],
      ['beside', 1],
      ['after', 0],
    ]);
    expect(lane?.rows).toBe(2);
  });

  it('shares the last of four rows between what else runs at once', () => {
    const lane = laneOf(...[0, 1, 2, 3, 4, 5].map((n) => endedRun(`run-${n}`, nowMs - minuteMs, {}, 600 + n)));

    expect(lane?.rows).toBe(4);
    expect(Math.max(...(lane?.bars.map(({ row }) => row) ?? []))).toBe(3);
  });

  it('keeps a short run as wide as asked, and within the window', () => {
    const lane = laneOf(endedRun('short', nowMs, {}, 1));

    expect(lane?.bars[0]?.width).toBe(0.01);
    expect(lane?.bars[0]?.left).toBeCloseTo(0.99);
  });

  it('cuts off what began before the window, and leaves out what ended before it', () => {
    const lane = laneOf(endedRun('gone', nowMs - hourMs - 1, {}, 60), endedRun('cut', nowMs - 50 * minuteMs, {}, 1200));

    expect(ids(lane)).toEqual(['cut']);
    expect(lane?.bars[0]).toMatchObject({ left: 0, isClipped: true });
    expect(lane?.bars[0]?.width).toBeCloseTo(10 / 60);
  });

  it('leaves the end of a running one open at now', () => {
    const later = nowMs + 5 * minuteMs;

    const view = { ...completeView(run(running('on', nowMs))), observedAtMs: later };

    const [lane] = lanes([view], { fromMs: nowMs, toMs: nowMs + 10 * minuteMs }, later, 0.01);

    expect(lane?.bars[0]).toMatchObject({ left: 0, width: 0.5, isOpen: true });
  });

  it('ends a running one where its daemon was last heard', () => {
    const view = completeView(status({ sequence: 2, state: 'down' }), run(running('on', nowMs - 6 * minuteMs)));

    const [lane] = lanes([view], { fromMs: nowMs - 6 * minuteMs, toMs: nowMs + 6 * minuteMs }, nowMs + 6 * minuteMs, 0.01);

    expect(lane?.bars[0]).toMatchObject({ left: 0, width: 0.5, isOpen: true });
  });

  it('leaves out a run whose start is not known', () => {
    expect(laneOf(executionOf({ startedAtMs: null }))?.bars).toEqual([]);
  });

  it('shows a run that ends before it began as one without length', () => {
    const odd = executionOf({ startedAtMs: nowMs - minuteMs, finishedAtMs: nowMs - 2 * minuteMs });

    expect(laneOf(odd)?.bars[0]?.width).toBe(0.01);
  });
});

describe('a lane', () => {
  it('is the same object while time moves none of its bars', () => {
    const views = [completeView(run(endedRun('ended', nowMs - minuteMs)))];

    expect(lanes(views, { ...window }, nowMs + 1000, 0.01)[0]).toBe(lanes(views, window, nowMs, 0.01)[0]);
  });

  it('is another one once the window moved', () => {
    const views = [completeView(run(endedRun('ended', nowMs - minuteMs)))];
    const moved = { fromMs: window.fromMs + 1000, toMs: window.toMs + 1000 };

    expect(lanes(views, moved, nowMs, 0.01)[0]).not.toBe(lanes(views, window, nowMs, 0.01)[0]);
  });

  it('grows with what runs in it', () => {
    const views = [completeView(run(running('open', nowMs - 20 * minuteMs)))];
    const earlier = lanes(views, window, nowMs - minuteMs, 0.01)[0];

    expect(lanes(views, window, nowMs, 0.01)[0]?.bars[0]?.width).toBeGreaterThan(earlier?.bars[0]?.width ?? 1);
  });
});

describe('windowAt', () => {
  it('has now in it, near its right end', () => {
    const { fromMs, toMs } = windowAt(nowMs, 60);

    expect(toMs).toBeGreaterThan(nowMs);
    expect(toMs - fromMs).toBe(hourMs);
    expect((toMs - nowMs) / hourMs).toBeLessThan(0.02);
  });

  it('stands still for less than a pixel', () => {
    const at = windowAt(nowMs, 60);

    expect(windowAt(nowMs + 3000, 60)).toEqual(at);
    expect(windowAt(nowMs + 4000, 60).toMs).toBeGreaterThan(at.toMs);
  });
});

describe('endIn', () => {
  it('moves on in steps that cannot be seen, and is never behind', () => {
    const ends = [0, 1, 500, 900].map((laterMs) => endIn(window, nowMs + laterMs) - nowMs);

    expect(ends).toEqual([0, 900, 900, 900]);
  });
});

describe('fittingRange', () => {
  const spanOf = (...agesMs: readonly number[]) =>
    fittingRange([completeView(...agesMs.map((age, n) => run(running(`run-${n}`, nowMs - age))))], nowMs);

  it.each([
    [10 * minuteMs, '15m'],
    [16 * minuteMs, '1h'],
    [5 * hourMs, '6h'],
    [40 * hourMs, '24h'],
  ])('is the shortest that shows a run of %d ms ago', (age, span) => {
    expect(spanOf(age)).toEqual({ kind: 'live', span });
  });

  it('is not stretched by a single old run', () => {
    expect(spanOf(20 * hourMs, ...Array.from({ length: 12 }, (_, n) => n * minuteMs))).toEqual({ kind: 'live', span: '15m' });
  });

  it('is the shortest without runs', () => {
    expect(spanOf()).toEqual({ kind: 'live', span: '15m' });
  });
});

describe('neighbour', () => {
  const of = (pipelineId: string, id: string, endedMs: number) =>
    run(endedRun(id, endedMs, { pipelineId, pipelineName: pipelineId }));
  const all = lanes(
    [
      completeView(
        of('a', 'a1', nowMs - 50 * minuteMs),
        of('a', 'a2', nowMs - 10 * minuteMs),
        of('b', 'b0', nowMs - 5 * hourMs),
        of('c', 'c1', nowMs - 40 * minuteMs),
        of('c', 'c2', nowMs - 12 * minuteMs),
      ),
    ],
    window,
    nowMs,
    0.01,
  );
  const bar = (id: string) => all.flatMap(({ bars }) => bars).find((one) => one.run.id === id) as Bar;
  const to = (id: string, key: string) => neighbour(all, bar(id), key)?.run.id;

  it.each([
    ['a1', 'ArrowRight', 'a2'],
    ['a2', 'ArrowLeft', 'a1'],
    ['a2', 'ArrowRight', undefined],
    ['a2', 'Home', 'a1'],
    ['a1', 'End', 'a2'],
    // Over a lane without runs, to the one nearest in time.
    ['a1', 'ArrowDown', 'c1'],
    ['a2', 'ArrowDown', 'c2'],
    ['c1', 'ArrowUp', 'a1'],
    ['a1', 'ArrowUp', undefined],
    ['c1', 'ArrowDown', undefined],
    ['a1', 'x', undefined],
  ])('leads from %s by %s to %s', (from, key, expected) => {
    expect(to(from, key)).toBe(expected);
  });
});
