import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../../src/app/scene';
import { Attention } from '../../../src/pages/dashboard/Attention';
import { problemsOfAll } from '../../../src/state/attention';
import type { SourceView } from '../../../src/state/sourceView';
import {
  completeView,
  componentOf,
  endedRun,
  executionOf,
  failedFeed,
  health,
  hourMs,
  minuteMs,
  nowMs,
  run,
  status,
  statusOf,
} from '../../messages';
import { Staged, sceneOf } from '../../staged';

const failed = run(endedRun('bad', nowMs - 2 * minuteMs, { status: 'failed', errorMessage: 'disk full' }));
const stuck = run(
  executionOf({
    id: 'now',
    pipelineId: 'stock',
    pipelineName: 'Stock',
    status: 'running',
    startedAtMs: nowMs - hourMs,
    observedAtMs: nowMs - hourMs,
  }),
);
const sick = health([componentOf({ healthy: false })]);
const view = completeView(failed, stuck, sick);

/** What is listed, by its kind. */
function draw(views: readonly SourceView[], change: Partial<Scene> = {}) {
  const scene = sceneOf(views, change);
  const { container } = render(
    <Staged scene={scene}>
      <Attention problems={problemsOfAll(scene.views, scene.nowMs)} />
    </Staged>,
  );
  return (kind: string) => container.querySelector(`.attention-${kind}`);
}

const isDim = (item: Element | null) => item?.classList.contains('is-dim');

describe('Attention', () => {
  afterEach(cleanup);

  it('counts on while everything is confirmed', () => {
    const item = draw([view]);

    expect(item('failing')?.textContent).toMatch(/^Orders to warehouse failed since \S+ \(2 m 0 s\)disk full/);
    expect(item('late')?.textContent).toContain('Stock stuck: nothing moved for 1 h 0 m since');
    expect(['component', 'failing', 'late'].map((kind) => isDim(item(kind)))).toEqual([false, false, false]);
  });

  it.each<[string, SourceView, Partial<Scene>]>([
    ['is down', { ...view, status: statusOf({ state: 'down' }) }, { nowMs: nowMs + hourMs }],
    ['is silent', view, { nowMs: nowMs + hourMs }],
    ['is cut off with the hub', view, { isConnected: false, nowMs: nowMs + 3000 }],
  ])('dims runs and stops counting while the daemon %s', (_, troubled, change) => {
    const item = draw([troubled], change);

    expect(item('failing')?.textContent).toContain('(≥ 2 m 0 s)');
    expect(item('late')?.textContent).toContain('nothing moved for ≥ 1 h 0 m');
    expect([isDim(item('failing')), isDim(item('late'))]).toEqual([true, true]);
  });

  it('dims components too while the browser is cut off from the hub', () => {
    expect(isDim(draw([view], { isConnected: false })('component'))).toBe(true);
  });

  it('dims runs alone where only their feed fails', () => {
    const feeds = { ...statusOf().feeds, executions: failedFeed('no') };
    const later = nowMs + hourMs;
    const degraded = { ...view, status: statusOf({ state: 'degraded', feeds, sinceMs: nowMs }), observedAtMs: later };

    const item = draw([degraded], { nowMs: later });

    expect([isDim(item('source')), isDim(item('failing')), isDim(item('late'))]).toEqual([false, true, true]);
    expect(item('source')?.textContent).toContain('(1 h 0 m)');
    expect(item('failing')?.textContent).toContain('(≥ 2 m 0 s)');
  });

  it('says of what began before anything is known of it that it may be since earlier', () => {
    const full = completeView(status({ sequence: 2, executionLimit: 1 }), failed, sick);

    const item = draw([full]);

    expect(item('failing')?.textContent).toMatch(/since \S+ or earlier \(≥ 2 m 0 s\)/);
    expect(item('component')?.textContent).toMatch(/since \S+ or earlier \(≥ 0 s\)/);
  });

  it('offers no second run of what runs already', () => {
    const item = draw([view]);
    const buttons = (kind: string) =>
      [...(item(kind)?.querySelectorAll('button') ?? [])].map((button) => button.textContent?.trim());

    expect([buttons('late'), buttons('failing')]).toEqual([['Log'], ['Log', 'Run again']]);
  });

  it('names the daemon where there are several', () => {
    const ill = completeView(health([], { healthy: false }));

    const alone = draw([view])('failing')?.textContent;
    cleanup();
    const item = draw([
      { ...view, name: 'north' },
      { ...ill, name: 'south' },
    ]);

    expect(alone).toMatch(/^Orders to warehouse failed/);
    expect(item('failing')?.textContent).toMatch(/^north \/ Orders to warehouse failed/);
    expect(item('component')?.textContent).toMatch(/^north \/ database unhealthy/);
    expect([...document.querySelectorAll('.attention-component')].at(-1)?.textContent).toBe('south unhealthy');
  });
});
