import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyScene } from '../../src/app/SteadyScene';
import type { Scene } from '../../src/app/scene';
import { keptMs } from '../../src/kit/Kept';
import { Timeline } from '../../src/panels/timeline/Timeline';
import { fittingRange } from '../../src/state/lanes';
import type { SourceView } from '../../src/state/sourceView';
import type { TimeRange } from '../../src/state/timeRange';
import {
  again,
  completeView,
  endedRun,
  executionOf,
  failedFeed,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  problem,
  problemOf,
  run,
  statusOf,
  stuckOf,
} from '../messages';
import { sentRun } from '../runs';
import { Staged, sceneOf } from '../staged';

const ok = { ok: true, error: null, notice: null };
const failed = endedRun('a2', nowMs - 2 * minuteMs, {
  pipelineId: 'a',
  pipelineName: 'Apples',
  status: 'failed',
  errorMessage: 'no apples\nat line 3',
});
const good = endedRun('a1', nowMs - 8 * minuteMs, { pipelineId: 'a', pipelineName: 'Apples' });
const running = executionOf({
  id: 'b1',
  pipelineId: 'b',
  pipelineName: 'Bees',
  status: 'running',
  startedAtMs: nowMs - minuteMs,
});
const view = completeView(run(failed), run(good), run(running));

function draw(
  views: readonly SourceView[] = [view],
  change: Partial<Scene> = {},
  range: TimeRange = fittingRange(views, change.nowMs ?? nowMs),
) {
  const scene = sceneOf(views, change);
  const staged = (shown: Scene) => (
    <Staged scene={shown}>
      <Timeline shown={{ range, choose: () => undefined, leave: () => undefined }} />
    </Staged>
  );
  const { container, rerender } = render(staged(scene));
  const bar = (id: string) => container.querySelector<HTMLElement>(`[data-run="default/${id}"]`) as HTMLElement;
  return { container, scene, bar, rerender: (shown: Scene) => rerender(staged(shown)) };
}

describe('Timeline', () => {
  beforeEach(() => vi.stubGlobal('fetch', async () => new Response('{"runs":[],"next":null}')));
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('has a lane for each pipeline, and names each run', () => {
    const { container, bar } = draw();

    expect([...container.querySelectorAll('.lane-name')].map((name) => name.textContent)).toEqual(['Bees', 'Apples']);
    expect(bar('a2').getAttribute('aria-label')).toMatch(/^Apples: Failed, started \d\d:\d\d:00, took 1 m 0 s, no apples$/);
    expect(bar('b1').getAttribute('aria-label')).toMatch(/^Bees: Running, started \d\d:\d\d:00$/);
  });

  it('draws runs of history beside those that were pushed, and says if even older ones are left out', async () => {
    const yesterday = { startedAt: new Date(nowMs - 20 * hourMs).toISOString(), finishedAt: null };
    const past = [
      sentRun('a1', { ...yesterday, pipelineId: 'a' }),
      sentRun('old', { ...yesterday, pipelineId: 'a', pipelineName: 'Apples' }),
    ];
    const gone = sentRun('gone', { ...yesterday, pipelineId: 'c', pipelineName: 'Cherries', status: 'failed' });
    const answers = [
      { runs: past, next: '1' },
      { runs: [gone], next: null },
    ];
    const asked = vi.fn(async (_address: string) => new Response(JSON.stringify(answers.shift())));
    vi.stubGlobal('fetch', asked);

    const { container, bar } = draw([view], {}, { kind: 'live', span: '24h' });
    expect(screen.getByText('Earlier runs of this time are not in view here.')).toBeTruthy();
    await waitFor(() => expect(bar('gone').getAttribute('aria-label')).toContain('Cherries: Failed, started Jan 1'));

    expect([...container.querySelectorAll('.lane-name')].map((name) => name.textContent)).toEqual(['Bees', 'Apples', 'Cherries']);
    expect(container.querySelectorAll('[data-run="default/a1"]')).toHaveLength(1);
    expect(bar('old').style.left).not.toBe('');
    expect(screen.queryByText('Earlier runs of this time are not in view here.')).toBeNull();
    expect(asked.mock.calls[0]?.[0]).toContain('from=2026-01-01T12');
  });

  it('asks history for nothing if everything of the time was pushed', () => {
    const asked = vi.fn();
    vi.stubGlobal('fetch', asked);

    draw([completeView(run(good))], {}, { kind: 'fixed', fromMs: nowMs - minuteMs, toMs: nowMs });

    expect(asked).not.toHaveBeenCalled();
  });

  it('names the daemon of each run where there are several', () => {
    const { bar } = draw([view, { ...completeView(), name: 'south' }]);

    expect(bar('a2').getAttribute('aria-label')).toMatch(/^default \/ Apples: Failed/);
  });

  it('has pipelines in trouble first, and shows what is stuck as that and not as running', () => {
    const stuck = again(view, problem(stuckOf({ pipelineId: 'b', executionId: 'b1' })));
    const failing = again(stuck, problem(problemOf({ pipelineId: 'a' })));
    const { container, bar } = draw([failing]);

    expect([...container.querySelectorAll('.lane-name')].map((name) => name.textContent)).toEqual(['Apples', 'Bees']);
    expect([bar('b1').classList.contains('bar-stuck'), bar('b1').classList.contains('bar-running')]).toEqual([true, false]);
    expect(bar('b1').getAttribute('aria-label')).toMatch(/^Bees: Running, .*, Stuck$/);
    expect(screen.getByRole('img', { name: 'Stuck' }).closest('.lane')?.textContent).toContain('Bees');
  });

  it('moves no lane while a pointer is among them', () => {
    const { container, scene, rerender } = draw();
    const names = () => [...container.querySelectorAll('.lane-name')].map((name) => name.textContent);
    fireEvent.pointerMove(container.querySelector('.lanes') as Element);
    const failing = again(view, problem(problemOf({ pipelineId: 'a' })));
    const later = (atMs: number) => sceneOf([failing], { ...scene, nowMs: atMs, views: [failing] });

    rerender(later(nowMs + 1000));
    const held = names();
    rerender(later(nowMs + 6000));

    expect([held, names()]).toEqual([
      ['Bees', 'Apples'],
      ['Apples', 'Bees'],
    ]);
  });

  it('gives the lanes their order again when the pointer rests, though nothing else draws them', () => {
    vi.useFakeTimers();
    const failing = again(view, problem(problemOf({ pipelineId: 'a' })));
    const first = sceneOf([view]);
    const tree = (shown: SourceView, atMs: number) => (
      <Staged
        scene={{ ...first, state: { ...first.state, sources: new Map([['default', shown]]) }, views: [shown], nowMs: atMs }}
      >
        <SteadyScene everyMs={keptMs}>
          <Timeline shown={{ range: { kind: 'live', span: '6h' }, choose: () => undefined, leave: () => undefined }} />
        </SteadyScene>
      </Staged>
    );
    const { container, rerender } = render(tree(view, nowMs));
    const names = () => [...container.querySelectorAll('.lane-name')].map((name) => name.textContent);
    fireEvent.pointerMove(container.querySelector('.lanes') as Element);

    rerender(tree(failing, nowMs + 1000));
    const held = names();
    rerender(tree(failing, nowMs + 5000));
    act(() => {
      vi.advanceTimersByTime(5000);
    });

    expect([held, names()]).toEqual([
      ['Bees', 'Apples'],
      ['Apples', 'Bees'],
    ]);
  });

  it('says of each pipeline how its newest run stands', () => {
    draw();

    expect(screen.getByRole('img', { name: 'Failed' }).closest('.lane')?.textContent).toContain('Apples');
    expect(screen.getByRole('img', { name: 'Running' }).closest('.lane')?.textContent).toContain('Bees');
  });

  it('has twelve lanes at first, and all when asked and on paper', async () => {
    const many = Array.from({ length: 15 }, (_, n) =>
      run(endedRun(`r${n}`, nowMs - minuteMs, { pipelineId: `p${n}`, pipelineName: `P${n}` })),
    );
    const { container } = draw([completeView(...many)]);
    const lanes = () => container.querySelectorAll('.lane').length;
    const tell = (type: string) =>
      act(() => {
        dispatchEvent(new Event(type));
      });
    expect(lanes()).toBe(12);

    await tell('beforeprint');
    expect(lanes()).toBe(15);
    await tell('afterprint');
    expect(lanes()).toBe(12);
    fireEvent.click(container.querySelector('.lanes-more') as HTMLElement);

    expect(lanes()).toBe(15);
  });

  it('is one stop of the tab key, and the arrow keys move within it', () => {
    const { container, bar } = draw();
    const stops = () => [...container.querySelectorAll<HTMLElement>('.bar[tabindex="0"]')].map((one) => one.dataset.run);
    const before = stops();
    bar('a2').focus();

    fireEvent.keyDown(bar('a2'), { key: 'ArrowLeft' });

    expect(before).toEqual(['default/b1']);
    expect(document.activeElement).toBe(bar('a1'));
    expect(stops()).toEqual(['default/a1']);
  });

  it('opens the run that is clicked', () => {
    const { scene, bar } = draw();

    fireEvent.click(bar('b1'));

    expect(scene.actions.navigate).toHaveBeenCalledWith({ run: { source: 'default', id: 'b1' } });
  });

  it('tells more of the run that has the focus, until Escape', () => {
    const { container, bar } = draw();

    fireEvent.focusIn(bar('a2'));
    const shown = container.querySelector('[role="tooltip"]')?.textContent;
    fireEvent.keyDown(bar('a2'), { key: 'Escape' });

    expect(shown).toContain('Failed');
    expect(shown).toContain('1 m 0 s');
    expect(shown).toContain('no apples');
    expect(container.querySelector('[role="tooltip"]')).toBeNull();
  });

  it('shades and dims what is not confirmed while the daemon is down', () => {
    const down = { ...view, status: statusOf({ state: 'down' }) };

    const { container } = draw([down], { nowMs: nowMs + 3 * minuteMs });

    expect(container.querySelectorAll('.lane.is-dim')).toHaveLength(2);
    expect(container.querySelectorAll('.lane-track .lane-gap').length).toBeGreaterThan(0);
  });

  it('shades nothing that is live though nobody judges it', () => {
    const unjudged = again({ ...view, series: [], evaluatedAtMs: null }, heartbeatOf({ sequence: 2, evaluatedAtMs: null }));

    const { container } = draw([unjudged]);

    expect(unjudged.series).toMatchObject([{ running: 1, late: null }]);
    expect(container.querySelectorAll('.lane-track .lane-gap')).toHaveLength(0);
  });

  it('tells what nobody watched from an outage', () => {
    const watched = (isAway: boolean) => {
      const gap = {
        atMs: nowMs - 8 * minuteMs,
        cpu: null,
        memory: null,
        active: null,
        running: null,
        succeeded: null,
        failed: null,
        late: null,
      };
      const series = [isAway ? { ...gap, isAway: true as const } : gap, { ...gap, atMs: nowMs - minuteMs, running: 0 }];
      const { container } = draw([{ ...view, series }]);
      const marks = ['lane-gap', 'lane-away'].map((kind) => container.querySelectorAll(`.lane-track .${kind}`).length);
      cleanup();
      return marks;
    };

    expect([watched(false), watched(true)]).toEqual([
      [2, 0],
      [0, 2],
    ]);
  });

  it('gives the error where the daemon does not tell its runs', () => {
    const feeds = { stats: ok, health: ok, executions: failedFeed('ListExecutions: UNIMPLEMENTED') };

    const { container } = draw([{ ...view, status: statusOf({ state: 'degraded', feeds }) }]);

    expect(container.querySelector('.feed-note.is-error')?.textContent).toBe('ListExecutions: UNIMPLEMENTED');
  });

  it('lets no run grow while the browser is cut off from the hub', () => {
    const edge = (isConnected: boolean) => {
      const { bar } = draw([view], { isConnected, nowMs: nowMs + 4000 });
      const { left, width } = bar('b1').style;
      cleanup();
      return Number.parseFloat(left) + Number.parseFloat(width);
    };

    // Four seconds of a quarter of an hour, in percent.
    expect(edge(true) - edge(false)).toBeCloseTo(0.444, 1);
  });

  it.each([false, true])('counts no running run on while only the feed of runs fails (on a phone: %j)', (isPhone) => {
    vi.stubGlobal('matchMedia', () => ({ matches: isPhone, addEventListener: () => {}, removeEventListener: () => {} }));
    const feeds = { stats: ok, health: ok, executions: failedFeed('no') };
    const later = nowMs + 10 * minuteMs;
    const degraded = { ...view, observedAtMs: later, status: statusOf({ state: 'degraded', feeds, sinceMs: nowMs }) };

    const { container, bar } = draw([degraded], { nowMs: later });
    if (!isPhone) {
      fireEvent.focusIn(bar('b1'));
    }

    const told = isPhone ? container.querySelector('.dots-last') : container.querySelector('[role="tooltip"]');
    expect(told?.textContent).toContain('≥ 1 m 0 s');
    expect(container.querySelectorAll(isPhone ? '.dots.is-dim' : '.lane.is-dim')).toHaveLength(2);
  });

  it('shows another time when asked', () => {
    const left = (range: TimeRange) => draw([view], {}, range).bar('a1').style.left;
    const before = left({ kind: 'live', span: '15m' });
    cleanup();

    expect(left({ kind: 'live', span: '24h' })).not.toBe(before);
    cleanup();
    expect(left({ kind: 'fixed', fromMs: nowMs - 9 * minuteMs, toMs: nowMs })).toBe('0.000%');
  });

  it('is the last ten runs of each pipeline on a phone, the newest last', () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }));
    const many = Array.from({ length: 12 }, (_, n) => run(endedRun(`r${n}`, nowMs - n * minuteMs, { pipelineId: 'a' })));

    const { container, scene } = draw([completeView(...many)]);
    const marks = container.querySelectorAll<HTMLElement>('.last-run');
    fireEvent.click(marks[9] as HTMLElement);

    expect(marks).toHaveLength(10);
    expect(scene.actions.navigate).toHaveBeenCalledWith({ run: { source: 'default', id: 'r0' } });
  });
});
