import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pullLog } from '../../../../src/pages/dashboard/run/logPull';
import type { LogAction } from '../../../../src/state/log';
import { FakeRunLink } from '../../../fakeRuns';

const line = (message: string) => ({ timestampMs: null, level: null, message });

/** A log that is pulled in a hidden tab, which draws no frames. */
function pulled() {
  const hub = new FakeRunLink();
  const dispatched: LogAction[] = [];
  pullLog(hub.link, { source: 'default', id: '1', tailLines: 0, follow: true }, (action) => dispatched.push(action));
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
