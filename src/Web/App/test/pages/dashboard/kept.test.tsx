import { cleanup, render } from '@testing-library/preact';
import { options } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ShownRange } from '../../../src/charts/useRange';
import { quarterHourOf } from '../../../src/kit/Kept';
import { Executions } from '../../../src/pages/dashboard/executions/Executions';
import { Timeline } from '../../../src/panels/timeline/Timeline';
import { completeView, endedRun, minuteMs, nowMs, run, statusOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

// A slow machine draws slowly.
vi.setConfig({ testTimeout: 60_000 });

const ended = completeView(...[3, 5, 7].map((minutes) => run(endedRun(`run-${minutes}`, nowMs - minutes * minuteMs))));
// Of a daemon that is asked so seldom that nothing is doubted meanwhile.
const view = { ...ended, status: statusOf({ intervalSeconds: 3600 }) };

/** How many elements of a kind are made by something. */
function made(type: string, draw: () => void): number {
  const before = options.vnode;
  let count = 0;
  options.vnode = (vnode) => {
    count += vnode.type === type ? 1 : 0;
    before?.(vnode);
  };
  draw();
  if (before) {
    options.vnode = before;
  } else {
    delete options.vnode;
  }
  return count;
}

/** It does not move, so that nothing but the day changes its bars. */
const shown: ShownRange = {
  range: { kind: 'fixed', fromMs: nowMs - 10 * minuteMs, toMs: nowMs },
  choose: () => undefined,
  leave: () => undefined,
};

describe('Kept', () => {
  afterEach(cleanup);

  // The cells are made with their row, the icons with their cells.
  it.each([
    ['row', 'td', <Executions key="runs" />],
    ['bar', 'button', <Timeline key="lanes" shown={shown} />],
  ])('draws a %s not again while nothing in it changes, and again once the day may be another', (_, type, part) => {
    const scene = sceneOf([view]);
    const at = (atMs: number) => <Staged scene={{ ...scene, nowMs: atMs }}>{part}</Staged>;
    const { rerender } = render(at(nowMs));

    const within = made(type, () => rerender(at(nowMs + 14 * minuteMs)));
    const after = made(type, () => rerender(at(nowMs + 15 * minuteMs)));

    expect(after - within).toBeGreaterThanOrEqual(3);
  });
});

describe('quarterHourOf', () => {
  it.each(['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham'])(
    'is another at midnight in %s',
    (timeZone) => {
      const day = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
      const minutes = Array.from({ length: 24 * 60 }, (_, minute) => nowMs + minute * minuteMs);

      const midnight = minutes.find((atMs) => day.format(atMs) !== day.format(atMs - 1)) ?? 0;

      expect(midnight).toBeGreaterThan(0);
      expect(quarterHourOf(midnight)).not.toBe(quarterHourOf(midnight - 1));
    },
  );
});
