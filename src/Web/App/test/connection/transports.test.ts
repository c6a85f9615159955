// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { Transports } from '../../src/connection/transports';

const minuteMs = 60_000;
let nowMs = 1_000_000;

const made = () => new Transports(() => nowMs);

/** What a proxy that passes neither WebSockets nor server-sent events leaves. */
function throughProxy(): Transports {
  const transports = made();
  transports.failed('webSockets');
  transports.failed('serverSentEvents');
  transports.opened();
  return transports;
}

beforeEach(() => {
  nowMs = 1_000_000;
  sessionStorage.clear();
});

describe('Transports', () => {
  it('are tried from the best on', () => {
    const transports = made();

    expect(transports.next()).toBe('webSockets');
    expect([transports.failed('webSockets'), transports.next()]).toEqual([true, 'serverSentEvents']);
    expect([transports.failed('serverSentEvents'), transports.next()]).toEqual([true, 'longPolling']);
    expect([transports.failed('longPolling'), transports.next()]).toEqual([false, 'webSockets']);
  });

  it('together have less than 30 s', () => {
    const all = (['webSockets', 'serverSentEvents', 'longPolling'] as const).map((transport) => Transports.limitMs(transport));

    expect(all.reduce((sum, limitMs) => sum + limitMs, 0)).toBeLessThan(30_000);
  });

  it('that failed before another opened are left out for ten minutes', () => {
    const transports = throughProxy();

    expect(transports.next()).toBe('longPolling');
    nowMs += 10 * minuteMs - 1;
    expect(transports.next()).toBe('longPolling');
    nowMs += 1;

    expect(transports.next()).toBe('webSockets');
  });

  it('that failed are remembered over a reload of the tab', () => {
    throughProxy();

    expect(made().next()).toBe('longPolling');
  });

  it('that failed together with all others are not left out: the hub was away', () => {
    const transports = throughProxy();

    transports.failed('longPolling');

    expect(transports.next()).toBe('webSockets');
    expect(made().next()).toBe('webSockets');
  });

  it('that failed before the host could not be reached are tried again', () => {
    const transports = made();
    transports.failed('webSockets');

    transports.startOver();
    transports.opened();

    expect(transports.next()).toBe('webSockets');
  });

  it.each(['{', 'null', '7', '{"webSockets":"soon"}', '{"webSockets":9e15}'])('are all tried where %j is kept', (kept) => {
    sessionStorage.setItem('flextmonitor.transports', kept);

    expect(made().next()).toBe('webSockets');
  });
});
