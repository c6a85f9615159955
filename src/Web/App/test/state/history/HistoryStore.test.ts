import { describe, expect, it, vi } from 'vitest';
import type { History } from '../../../src/contract/history';
import type { AskFailure } from '../../../src/state/history/failure';
import { HistoryStore, type Question, type Wanted } from '../../../src/state/history/HistoryStore';
import { historyOf } from '../../histories';
import { hourMs, minuteMs, nowMs } from '../../messages';

type Answer = readonly History[] | AskFailure;

const hour: Wanted = { sources: ['default'], figures: ['cpuUsage'], range: { kind: 'live', span: '1h' }, points: 720 };
const past: Wanted = { ...hour, range: { kind: 'fixed', fromMs: nowMs - 9 * hourMs, toMs: nowMs - 8 * hourMs } };
const unreachable: AskFailure = { kind: 'unreachable', detail: null };

function staged() {
  const answers: ((answer: Answer) => void)[] = [];
  const load = vi.fn((_: Question) => new Promise<Answer>((resolve) => answers.push(resolve)));
  const changed = vi.fn();
  const store = new HistoryStore(load, changed);
  const answer = async (place: number, given: Answer) => {
    answers[place]?.(given);
    await Promise.resolve();
  };
  return { store, load, changed, answer };
}

describe('HistoryStore', () => {
  it('asks once for what is wanted, and tells when it has come', async () => {
    const { store, load, changed, answer } = staged();

    store.want(hour, nowMs, 1);
    store.want(hour, nowMs + 1000, 1);

    expect(load).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ sources: ['default'], fromMs: nowMs + 1000 - hourMs, toMs: nowMs + 1000, points: 720 }),
    );
    expect(store.read(hour)).toEqual({ bySource: null, isAsking: true, failure: null });
    changed.mockClear();
    await answer(0, [historyOf()]);
    expect(changed).toHaveBeenCalledOnce();
    expect(store.read(hour).bySource?.get('default')).toEqual(historyOf());
  });

  it('asks again for what is live after a minute, and keeps what it had meanwhile', async () => {
    const { store, load, answer } = staged();
    store.want(hour, nowMs, 1);
    await answer(0, [historyOf()]);

    store.want(hour, nowMs + minuteMs - 1, 1);
    expect(load).toHaveBeenCalledTimes(1);
    store.want(hour, nowMs + minuteMs, 1);

    expect(load).toHaveBeenCalledTimes(2);
    expect(store.read(hour)).toMatchObject({ isAsking: true });
    expect(store.read(hour).bySource?.size).toBe(1);
  });

  it('never asks again for what has ended', async () => {
    const { store, load, answer } = staged();
    store.want(past, nowMs, 1);
    await answer(0, [historyOf()]);

    store.want(past, nowMs + 9 * hourMs, 1);

    expect(load).toHaveBeenCalledTimes(1);
  });

  it('asks again after another connection, whose time without this page is missing, and takes the newer answer', async () => {
    const { store, load, answer } = staged();
    store.want(hour, nowMs, 1);
    store.want(hour, nowMs + 2000, 2);
    expect(load).toHaveBeenCalledTimes(2);

    await answer(1, [historyOf({ seenPercent: 99 })]);
    await answer(0, [historyOf({ seenPercent: 1 })]);

    expect(store.read(hour).bySource?.get('default')?.seenPercent).toBe(99);
  });

  it('keeps what it had when it fails, says why, and tries again', async () => {
    const { store, load, answer } = staged();
    store.want(hour, nowMs, 1);
    await answer(0, [historyOf()]);
    store.want(hour, nowMs + minuteMs, 1);
    await answer(1, unreachable);

    expect(store.read(hour)).toMatchObject({ isAsking: false, failure: unreachable });
    expect(store.read(hour).bySource?.size).toBe(1);
    store.want(hour, nowMs + minuteMs + 9000, 1);
    expect(load).toHaveBeenCalledTimes(2);
    store.want(hour, nowMs + minuteMs + 10_000, 1);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('asks again soon while history is being opened, and not at all for what it may not see', async () => {
    const { store, load, answer } = staged();
    store.want(hour, nowMs, 1);
    await answer(0, { kind: 'opening', detail: null });

    store.want(hour, nowMs + 1999, 1);
    expect(load).toHaveBeenCalledTimes(1);
    store.want(hour, nowMs + 2000, 1);
    expect(load).toHaveBeenCalledTimes(2);
    await answer(1, { kind: 'forbidden', detail: null });

    store.want(hour, nowMs + hourMs, 1);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('has charts drawn at once for a first answer, after another connection or a pause and for a failure, and not for an answer that is renewed in time', async () => {
    const { store, changed, answer } = staged();
    const versions: number[] = [];
    const ask = async (atMs: number, connection: number, given: Answer) => {
      store.want(hour, atMs, connection);
      await answer(versions.length, given);
      versions.push(store.urgentVersion);
    };

    await ask(nowMs, 1, [historyOf()]);
    await ask(nowMs + minuteMs, 1, [historyOf({ seenPercent: 99 })]);
    await ask(nowMs + 3 * minuteMs, 1, [historyOf()]);
    await ask(nowMs + 4 * minuteMs, 2, [historyOf()]);
    await ask(nowMs + 5 * minuteMs, 2, unreachable);
    await ask(nowMs + 6 * minuteMs, 2, unreachable);
    await ask(nowMs + 7 * minuteMs, 2, [historyOf()]);

    const isShownAtOnce = versions.map((version, place) => version !== (versions[place - 1] ?? 0));
    expect(isShownAtOnce).toEqual([true, false, true, true, true, false, true]);
    // What is drawn in every frame has the newest answer nevertheless.
    expect(changed).toHaveBeenCalledTimes(14);
  });

  it('asks for nothing without daemons', () => {
    const { store, load } = staged();

    store.want({ ...hour, sources: [] }, nowMs, 1);

    expect(load).not.toHaveBeenCalled();
  });

  it('forgets what was wanted longest ago', async () => {
    const { store, answer } = staged();
    const at = (n: number): Wanted => ({ ...hour, range: { kind: 'fixed', fromMs: n * 60_000, toMs: (n + 1) * 60_000 } });

    for (let n = 0; n < 80; n += 1) {
      store.want(at(n), nowMs, 1);
      await answer(n, [historyOf()]);
    }

    expect(store.read(at(0)).bySource).toBeNull();
    expect(store.read(at(79)).bySource).not.toBeNull();
  });
});
