import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '../../src/contract/messages';
import { pullLog } from '../../src/run/logPull';
import type { LogAction } from '../../src/state/log';
import { FakeRunLink } from '../fakeRuns';

const line = (message: string) => ({ timestampMs: null, level: null, message });

/** A log that is pulled in a hidden tab, which draws no frames. */
function pulled() {
  const hub = new FakeRunLink();
  const dispatched: LogAction[] = [];
  pullLog(hub.link, { source: 'default', id: '1', tailLines: 0, follow: true, held: null }, (action) => dispatched.push(action));
  const arrived = () => dispatched.flatMap((action) => (action.type === 'arrived' ? [action.lines.length] : []));
  return { stream: hub.stream, arrived };
}

describe('pullLog without frames', () => {
  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', () => 1);
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
  });

  afterEach(() => vi.unstubAllGlobals());

  it('hands on a thousand lines at a time', () => {
    const { stream, arrived } = pulled();

    for (let count = 0; count < 2500; count += 1) {
      stream.onLine(line('x'));
    }

    expect(arrived()).toEqual([1000, 1000]);
  });

  it('hands on fewer where they are long', () => {
    const { stream, arrived } = pulled();

    for (let count = 0; count < 40; count += 1) {
      stream.onLine(line('x'.repeat(64 * 1024)));
    }

    expect(arrived()).toEqual([16, 16]);
  });

  it('hands on the rest with the end', () => {
    const { stream, arrived } = pulled();

    stream.onLine(line('last'));
    stream.onEnd();

    expect(arrived()).toEqual([1]);
  });
});

const timed = (second: number, message = 'working') => ({ timestampMs: second * 1000, level: null, message });

/** A pull that continues after lines that are there. */
function continuing(held: readonly LogLine[]) {
  const hub = new FakeRunLink();
  const dispatched: LogAction[] = [];
  pullLog(hub.link, { source: 'default', id: '1', tailLines: 500, follow: true, held }, (action) => dispatched.push(action));
  return { stream: hub.stream, dispatched };
}

describe('pullLog after a break', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', () => 1);
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('hands on only what follows the lines that are there', () => {
    const { stream, dispatched } = continuing([timed(1), timed(2), timed(2)]);

    for (const second of [0, 1, 2, 2, 2, 3]) {
      stream.onLine(timed(second));
    }
    stream.onEnd();

    expect(dispatched).toEqual([
      { type: 'sought' },
      { type: 'continued' },
      { type: 'arrived', lines: [timed(2), timed(3)] },
      { type: 'ended' },
    ]);
    expect(stream.tailLines).toBe(10_000);
  });

  it('hands on all lines once none came for a while and the place was not found', () => {
    const { stream, dispatched } = continuing([timed(1), timed(2)]);

    stream.onLine(timed(8));
    vi.advanceTimersByTime(4000);
    stream.onLine(timed(9));
    vi.advanceTimersByTime(4000);
    expect(dispatched).toEqual([{ type: 'sought' }]);
    vi.advanceTimersByTime(1000);
    stream.onEnd();

    expect(dispatched.slice(1)).toEqual([
      { type: 'replaced', tailLines: 10_000 },
      { type: 'arrived', lines: [timed(8), timed(9)] },
      { type: 'ended' },
    ]);
  });

  it('hands on all lines once the place was not found for long, though lines keep coming', () => {
    const { stream, dispatched } = continuing([timed(1), timed(2)]);
    vi.advanceTimersByTime(4000);

    for (let second = 8; second < 23; second += 1) {
      stream.onLine(timed(second));
      expect(dispatched).toEqual([{ type: 'sought' }]);
      vi.advanceTimersByTime(1000);
    }
    expect(dispatched.slice(1)).toEqual([{ type: 'replaced', tailLines: 10_000 }]);
    stream.onEnd();

    expect(dispatched.slice(2)).toEqual([
      { type: 'arrived', lines: Array.from({ length: 15 }, (_, line) => timed(8 + line)) },
      { type: 'ended' },
    ]);
  });

  it('begins with all lines that are kept where the place cannot be told from others', () => {
    const { stream, dispatched } = continuing([line('working'), line('working')]);

    expect(dispatched).toEqual([{ type: 'replaced', tailLines: 10_000 }]);
    expect(stream.tailLines).toBe(10_000);
  });

  it('is quiet once it is ended', () => {
    const { stream, dispatched } = continuing([timed(1), timed(2)]);

    stream.onUnavailable?.('The daemon is down.');
    vi.advanceTimersByTime(10_000);

    expect(dispatched).toEqual([{ type: 'sought' }, { type: 'broke', why: 'The daemon is down.' }]);
  });
});
