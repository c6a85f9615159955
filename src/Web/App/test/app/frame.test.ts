// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cause, startFrames } from '../../src/app/frame';

let draw = vi.fn<() => void>();
let changed: (cause: Cause) => void;

beforeEach(() => {
  vi.useFakeTimers();
  // Loaded again for each test: the modules of earlier tests keep listening.
  draw = vi.fn();
  startFrames(draw, (listener) => {
    changed = listener;
  });
  draw.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const frame = () => vi.advanceTimersByTime(17);

describe('startFrames', () => {
  it('draws what the hub says first in the next frame, and what follows at once together, a moment later', () => {
    changed('hub');
    frame();
    expect(draw).toHaveBeenCalledTimes(1);

    changed('hub');
    frame();
    changed('hub');
    frame();
    expect(draw).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(250);

    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('draws ten updates a second, each in two messages, four times a second', () => {
    for (let update = 0; update < 20; update += 1) {
      changed('hub');
      vi.advanceTimersByTime(20);
      changed('hub');
      vi.advanceTimersByTime(80);
    }

    // The tick of each second is a drawing of its own.
    expect(draw.mock.calls.length).toBeGreaterThanOrEqual(7);
    expect(draw.mock.calls.length).toBeLessThanOrEqual(10);
  });

  it('draws what a person does in the next frame', () => {
    changed('hub');
    frame();
    changed('hub');
    changed('person');
    frame();

    expect(draw).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(250);
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('draws nothing while the tab is hidden, and all of it when it is seen again', () => {
    const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    changed('hub');
    changed('person');
    vi.advanceTimersByTime(5000);
    expect(draw).not.toHaveBeenCalled();

    seen.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    frame();

    expect(draw).toHaveBeenCalledTimes(1);
  });

  it('draws without an animation frame where a visible page gets none for a second', () => {
    vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(1);

    changed('person');
    vi.advanceTimersByTime(999);
    expect(draw).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);

    expect(draw).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(draw.mock.calls.length).toBeGreaterThan(2);
  });

  it.each([
    ['brought back from the browser’s cache', () => dispatchEvent(new Event('pageshow'))],
    ['thawed', () => document.dispatchEvent(new Event('resume'))],
  ])('draws at once when it is %s', (_, come) => {
    come();
    frame();

    expect(draw).toHaveBeenCalledTimes(1);
  });
});
