import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWaking, wakeInMs } from '../../../src/view/kiosk/waking';

describe('wakeInMs', () => {
  it('is some seconds the first time, and again a minute after the last', () => {
    expect(wakeInMs(1_000_000, null)).toBe(5000);
    expect(wakeInMs(1_000_000, 1_000_000 - 61_000)).toBe(5000);
    expect(wakeInMs(1_000_000, 1_000_000 - 10_000)).toBe(50_000);
  });
});

describe('startWaking', () => {
  const reload = vi.fn();
  let isOn = true;

  beforeEach(() => {
    vi.useFakeTimers();
    isOn = true;
    reload.mockReset();
    sessionStorage.clear();
    vi.spyOn(location, 'reload').mockImplementation(reload);
    const heard = new Map<string, (event: Event) => void>();
    vi.stubGlobal('addEventListener', (type: string, hear: (event: Event) => void) => heard.set(type, hear));
    vi.stubGlobal('fail', (event: Event) => heard.get(event.type)?.(event));
    startWaking(() => isOn);
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const fail = (event: Event) => (globalThis as unknown as { fail(event: Event): void }).fail(event);

  it.each(['error', 'unhandledrejection'])('loads anew some seconds after %s', (type) => {
    fail(new Event(type));
    vi.advanceTimersByTime(4999);
    expect(reload).not.toHaveBeenCalled();

    vi.advanceTimersByTime(1);

    expect(reload).toHaveBeenCalledOnce();
  });

  it('does so once for many errors, and not again within a minute', () => {
    fail(new Event('error'));
    fail(new Event('error'));
    vi.advanceTimersByTime(5000);

    fail(new Event('error'));
    vi.advanceTimersByTime(59_999);
    expect(reload).toHaveBeenCalledOnce();

    vi.advanceTimersByTime(1);
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('leaves a page alone that is not on a wall, or not any more', () => {
    isOn = false;
    fail(new Event('error'));
    isOn = true;
    fail(new Event('error'));
    isOn = false;

    vi.advanceTimersByTime(120_000);

    expect(reload).not.toHaveBeenCalled();
  });

  it('minds no report of a loop of sizes', () => {
    fail(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }));

    vi.advanceTimersByTime(120_000);

    expect(reload).not.toHaveBeenCalled();
  });
});
