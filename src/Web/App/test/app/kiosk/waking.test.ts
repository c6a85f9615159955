// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWaking, wakeInMs } from '../../../src/app/kiosk/waking';

describe('wakeInMs', () => {
  it('is some seconds the first time, and again a minute after the last', () => {
    expect(wakeInMs(1_000_000, null)).toBe(5000);
    expect(wakeInMs(1_000_000, 1_000_000 - 61_000)).toBe(5000);
    expect(wakeInMs(1_000_000, 1_000_000 - 10_000)).toBe(50_000);
  });
});

describe('startWaking', () => {
  const reload = vi.fn();
  const fetched = vi.fn<typeof fetch>();
  let isOn = true;

  beforeEach(() => {
    vi.useFakeTimers();
    isOn = true;
    reload.mockReset();
    fetched.mockReset();
    fetched.mockImplementation(async () => new Response());
    vi.stubGlobal('fetch', fetched);
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

  it.each(['error', 'unhandledrejection'])('reloads some seconds after %s', async (type) => {
    fail(new Event(type));
    await vi.advanceTimersByTimeAsync(4999);
    expect(reload).not.toHaveBeenCalled();

    await vi.advanceTimersByTimeAsync(1);

    expect(reload).toHaveBeenCalledOnce();
  });

  it('does so once for many errors, and not again within a minute', async () => {
    fail(new Event('error'));
    fail(new Event('error'));
    await vi.advanceTimersByTimeAsync(5000);

    fail(new Event('error'));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(reload).toHaveBeenCalledOnce();

    await vi.advanceTimersByTimeAsync(1);
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it.each<[string, typeof fetch]>([
    ['does not answer', async () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is not well', async () => new Response(null, { status: 503 })],
    ['hangs', () => new Promise(() => undefined)],
  ])('waits while the host %s, which would leave the wall with a page of the browser’s own', async (_, answer) => {
    fetched.mockImplementation(answer);
    fail(new Event('error'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reload).not.toHaveBeenCalled();
    expect(fetched).toHaveBeenCalledWith('/health/live', { cache: 'no-store' });

    fetched.mockImplementation(async () => new Response());
    await vi.advanceTimersByTimeAsync(20_000);

    expect(reload).toHaveBeenCalledOnce();
  });

  it('leaves a page alone that is not on a wall, or not any more', async () => {
    isOn = false;
    fail(new Event('error'));
    isOn = true;
    fail(new Event('error'));
    isOn = false;

    await vi.advanceTimersByTimeAsync(120_000);

    expect(reload).not.toHaveBeenCalled();
  });

  it('minds no report of a loop of sizes', async () => {
    fail(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }));

    await vi.advanceTimersByTimeAsync(120_000);

    expect(reload).not.toHaveBeenCalled();
  });
});
