import { describe, expect, it, vi } from 'vitest';
import { tell, tellings } from '../../../src/app/signals/notifications';
import type { Signal } from '../../../src/app/signals/signals';
import { endedRun, minuteMs, nowMs } from '../../messages';

const failure = (id: string, name = 'Orders'): Signal => ({
  kind: 'failed',
  source: 'north',
  execution: endedRun(id, nowMs, { status: 'failed', pipelineName: name, errorMessage: 'connection refused\nat line 3' }),
});

describe('tellings', () => {
  it('says what failed and why, and opens the run', () => {
    expect(tellings([failure('r1')])).toEqual([
      {
        title: '‘Orders’ failed',
        body: 'connection refused',
        tag: 'failed/north/r1',
        opens: { run: { source: 'north', id: 'r1' } },
      },
    ]);
  });

  it('says many failures at once', () => {
    const many = tellings([failure('1'), failure('2'), failure('3', 'Payments'), failure('4', 'Stock')]);

    expect(many).toHaveLength(1);
    expect(many[0]).toMatchObject({ title: '4 runs failed', body: 'Orders, Payments, Stock' });
  });

  it('says that a daemon went down, and in the same place that it is back', () => {
    const [down, back] = tellings([
      { kind: 'down', source: 'north', sinceMs: nowMs, error: 'refused' },
      { kind: 'back', source: 'north', sinceMs: nowMs },
    ]);

    expect(down).toMatchObject({ title: 'Daemon ‘north’ is unreachable', body: 'refused' });
    expect(back?.title).toBe('Daemon ‘north’ is back');
    expect(back?.tag).toBe(down?.tag);
  });

  it('says in another place that the daemon is down once more, which would not be noticed in the old one', () => {
    const [one, other] = tellings([
      { kind: 'down', source: 'north', sinceMs: nowMs, error: 'refused' },
      { kind: 'down', source: 'north', sinceMs: nowMs + minuteMs, error: 'refused' },
    ]);

    expect(one?.tag).not.toBe(other?.tag);
  });
});

describe('tell', () => {
  it('brings the tab to the front and opens the run on a click', () => {
    const made: { onclick: (() => void) | null; close: () => void; options: unknown }[] = [];
    vi.stubGlobal(
      'Notification',
      class {
        onclick = null;
        close = vi.fn();
        constructor(
          readonly title: string,
          readonly options: unknown,
        ) {
          made.push(this);
        }
      },
    );
    const focus = vi.spyOn(window, 'focus').mockImplementation(() => undefined);
    const navigate = vi.fn();
    const [telling] = tellings([failure('r1')]);

    if (telling) {
      tell(telling, navigate, 'icon.png');
    }
    made[0]?.onclick?.();

    expect(made[0]?.options).toEqual({ body: 'connection refused', tag: 'failed/north/r1', icon: 'icon.png' });
    expect(focus).toHaveBeenCalledOnce();
    expect(navigate).toHaveBeenCalledExactlyOnceWith({ run: { source: 'north', id: 'r1' } });
    expect(made[0]?.close).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
