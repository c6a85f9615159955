// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { everyMs, watchActivity } from '../../src/connection/activity';

describe('watchActivity', () => {
  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel'])('tells of %s, at most once in its time', (sign) => {
    const tell = vi.fn();
    let nowMs = 1000;
    watchActivity(tell, () => nowMs);
    const use = () => window.dispatchEvent(new Event(sign));

    use();
    expect(tell).not.toHaveBeenCalled();
    nowMs += everyMs;
    use();
    use();
    nowMs += everyMs - 1;
    use();

    expect(tell).toHaveBeenCalledOnce();
  });

  it('tells nothing while nobody does anything', () => {
    const tell = vi.fn();
    let nowMs = 0;
    watchActivity(tell, () => nowMs);

    nowMs += 100 * everyMs;
    window.dispatchEvent(new Event('visibilitychange'));

    expect(tell).not.toHaveBeenCalled();
  });
});
