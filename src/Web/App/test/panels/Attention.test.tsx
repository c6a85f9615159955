import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { homeRoute } from '../../src/app/route';
import type { Scene } from '../../src/app/scene';
import type { Incoming, Problem } from '../../src/contract/messages';
import { Attention } from '../../src/panels/Attention';
import { withValue } from '../../src/state/keyed';
import { problemsOf } from '../../src/state/problems';
import type { SourceView } from '../../src/state/sourceView';
import { setLanguage } from '../../src/text/text';
import {
  again,
  completeView,
  componentOf,
  degradedOf,
  endedRun,
  executionOf,
  failedFeed,
  health,
  hourMs,
  minuteMs,
  nowMs,
  pipeline,
  problem,
  problemOf,
  run,
  statusOf,
  stuckOf,
  unhealthyOf,
  unreachableOf,
} from '../messages';
import { speak } from '../speak';
import { accountOf, evaluatorAt, Staged, sceneOf } from '../staged';

const failed = run(endedRun('bad', nowMs - 2 * minuteMs, { status: 'failed', errorMessage: 'disk full' }));
const going = run(executionOf({ id: 'now', pipelineId: 'stock', status: 'running', startedAtMs: nowMs - hourMs }));
const parts = [problem(problemOf({ detail: 'disk full' })), problem(stuckOf()), problem(unhealthyOf())];
const view = completeView(failed, going, health([componentOf({ healthy: false })]), ...parts);

const drawAll = (scene: Scene) =>
  render(
    <Staged scene={scene}>
      <Attention problems={problemsOf(scene.state.evaluator, scene.views)} />
    </Staged>,
  ).container;

/** What is listed, by its kind. */
function draw(views: readonly SourceView[], change: Partial<Scene> = {}) {
  const container = drawAll(sceneOf(views, change));
  return (kind: string) => container.querySelector(`.attention-${kind}`);
}

const drawProblem = (shown: Problem, ...incoming: readonly Incoming[]) => draw([completeView(...incoming, problem(shown))]);

const isDim = (item: Element | null) => item?.classList.contains('is-dim');
const textOf = (item: Element | null) => item?.querySelector('.attention-line')?.textContent;

afterEach(() => {
  cleanup();
  setLanguage('en');
});

describe('Attention', () => {
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
    const partly = completeView(...parts, problem(degradedOf({ sinceMs: nowMs })));
    const degraded = { ...partly, status: statusOf({ state: 'degraded', feeds, sinceMs: nowMs }), observedAtMs: later };

    const item = draw([degraded], { nowMs: later });

    expect([isDim(item('source')), isDim(item('failing')), isDim(item('late'))]).toEqual([false, true, true]);
    expect(item('source')?.textContent).toContain('(1 h 0 m)');
    expect(item('failing')?.textContent).toContain('(≥ 2 m 0 s)');
  });

  it('dims what the hub calls unseen, and counts up to then', () => {
    const item = drawProblem(problemOf({ unseenSinceMs: nowMs - minuteMs }));

    expect(isDim(item('failing'))).toBe(true);
    expect(item('failing')?.textContent).toContain('(≥ 1 m 0 s)');
  });

  it('dims everything while nothing is evaluated, and counts up to when it was', () => {
    const later = nowMs + minuteMs;
    const state = { ...sceneOf([view]).state, ...evaluatorAt(nowMs) };

    const item = draw([{ ...view, observedAtMs: later }], { nowMs: later, state });

    expect(['component', 'failing', 'late'].map((kind) => isDim(item(kind)))).toEqual([true, true, true]);
    expect(item('component')?.textContent).toContain('(≥ 2 m 0 s)');
  });

  it('says of what began before anything is known of it that it may be since earlier', () => {
    expect(drawProblem(problemOf({ sinceAtLeast: true }))('failing')?.textContent).toMatch(/since \S+ or earlier \(≥ 2 m 0 s\)/);
  });

  it('says how often a pipeline failed in a row, and that it may be more often', () => {
    const inARow = (failuresAtLeast: boolean, count: number) => {
      const item = drawProblem(problemOf({ count }), pipeline({ failuresInARow: count, failuresAtLeast }));
      const text = item('failing')?.querySelector('.attention-what')?.textContent;
      cleanup();
      return text;
    };

    expect([inARow(false, 1), inARow(false, 3), inARow(true, 3)]).toEqual([
      'failed',
      'failed 3 times in a row',
      'failed ≥ 3 times in a row',
    ]);
  });

  it('says when the last good run was, and what is usual', () => {
    const item = drawProblem(stuckOf({ kind: 'slow', usualSeconds: 90, lastGoodAtMs: nowMs - hourMs }));

    expect(textOf(item('late'))).toMatch(/^Stock running 1 h 0 m longer than usual since \S+ \(1 h 0 m\)usually takes 1 m 30 s$/);
    expect(item('late')?.querySelector<HTMLTimeElement>('.attention-good time')?.dateTime).toBe(
      new Date(nowMs - hourMs).toISOString(),
    );
    cleanup();
    expect(drawProblem(problemOf())('failing')?.textContent).toContain('Last good run: none known');
  });

  it('names a component as the daemon does, and the daemon where it says it of itself', () => {
    const database = health([], { components: new Map([['db-1', componentOf({ name: 'Database', healthy: false })]]) });

    expect(textOf(drawProblem(unhealthyOf({ component: 'db-1' }), database)('component'))).toMatch(/^Database unhealthy since/);
    cleanup();
    expect(textOf(drawProblem(unhealthyOf({ component: 'db-2' }), database)('component'))).toMatch(/^db-2 unhealthy since/);
    cleanup();
    expect(textOf(drawProblem(unhealthyOf({ component: null }))('component'))).toMatch(/^default unhealthy since/);
  });

  it('shows a kind that it does not know by its title, with its detail and its run', () => {
    const item = drawProblem(problemOf({ kind: 'too-hot', title: 'Orders ran hot', detail: '93 °C', executionId: 'r1' }));

    expect(textOf(item('other'))).toMatch(/^Orders ran hot since \S+ \(2 m 0 s\)93 °C$/);
    expect(item('other')?.querySelector('.attention-good')).toBeNull();
    expect(item('other')?.querySelector('button')?.textContent?.trim()).toBe('Log');
  });

  it('says everything that it knows in Portuguese too', async () => {
    await speak('pt');

    expect(textOf(drawProblem(problemOf({ count: 2 }))('failing'))).toMatch(/^Orders to warehouse falhou 2 vezes seguidas desde/);
  });

  it('leaves out what is part of another problem that is listed, and the daemon that the banner shows', () => {
    const shown = completeView(
      problem(degradedOf()),
      problem(problemOf({ partOf: 'problem-degraded' })),
      problem(unreachableOf({ source: 'default' })),
    );

    const container = drawAll(sceneOf([shown]));

    expect([...container.querySelectorAll('.attention-item')].map((item) => textOf(item)?.split(' since')[0])).toEqual([
      'default answers only in part',
    ]);
  });

  it('lists what is wrong with the monitor itself, which is no daemon', () => {
    const own = { source: '_monitor', kind: 'history-paused', pipelineId: null, pipelineName: null, executionId: null };
    const scene = sceneOf([
      { ...view, name: 'north' },
      { ...completeView(), name: 'south' },
    ]);
    const { evaluator } = scene.state;
    const problems = withValue(evaluator.problems, problemOf({ ...own, title: 'History is not being written' }));

    const container = drawAll({ ...scene, state: { ...scene.state, evaluator: { ...evaluator, problems } } });

    const item = container.querySelector('.attention-other');
    expect(textOf(item)).toMatch(/^History is not being written since/);
    expect([isDim(item), item?.querySelector('button')]).toEqual([false, null]);
  });

  it('says why history is paused, and leads administrators to its state', () => {
    const own = { source: '_monitor', kind: 'history-paused', pipelineId: null, pipelineName: null, executionId: null };
    const scene = sceneOf([view]);
    const problem = problemOf({ ...own, title: 'History is not being written', detail: 'No space left on device' });
    const { evaluator } = scene.state;
    const state = { ...scene.state, evaluator: { ...evaluator, problems: withValue(evaluator.problems, problem) } };
    const link = (container: Element) => container.querySelector('.attention-other a[href="/history"]');

    const drawn = drawAll({ ...scene, state });
    expect(drawn.querySelector('.attention-other .attention-detail')?.textContent).toBe('No space left on device');
    expect(link(drawn)).not.toBeNull();
    cleanup();

    expect(link(drawAll({ ...scene, state: { ...state, account: accountOf('operator') } }))).toBeNull();
  });

  it('says who answers for a problem and until when nobody is told, and leads to its page', () => {
    const acknowledged = { by: 'ada@example.com', atMs: nowMs, untilMs: nowMs + hourMs, note: 'The vendor knows' };
    const item = drawProblem(problemOf({ acknowledged, silencedUntilMs: nowMs + 2 * hourMs }))('failing');
    const [who, silenced] = [...(item?.querySelectorAll('.standing') ?? [])].map(({ textContent }) => textContent);

    expect(who).toMatch(/^Acknowledged by ada@example.com until \S+: The vendor knows$/);
    expect(silenced).toMatch(/^Silenced until \S+$/);
    expect(item?.querySelector('a[href="/problems/problem-1"]')).not.toBeNull();
  });

  it('leads nowhere on a wall', () => {
    const item = draw([view], { route: { ...homeRoute, kiosk: true } })('failing');

    expect(item?.querySelector('a')).toBeNull();
  });

  it('offers no second run of what runs already', () => {
    const item = draw([view]);
    const buttons = (kind: string) =>
      [...(item(kind)?.querySelectorAll('button') ?? [])].map((button) => button.textContent?.trim());

    expect([buttons('late'), buttons('failing')]).toEqual([['Log'], ['Log', 'Run again']]);
  });

  it('names the daemon where there are several', () => {
    const ill = completeView(problem(unhealthyOf({ source: 'south', component: null })));
    const north = completeView(
      ...[problemOf(), unhealthyOf()].map((shown) => problem({ ...shown, id: `n/${shown.id}`, source: 'north' })),
    );

    const item = draw([
      { ...north, name: 'north' },
      { ...ill, name: 'south' },
    ]);

    expect(textOf(item('failing'))).toMatch(/^north \/ Orders to warehouse failed/);
    expect(textOf(item('component'))).toMatch(/^north \/ database unhealthy/);
    expect(textOf([...document.querySelectorAll('.attention-component')].at(-1) ?? null)).toMatch(/^south unhealthy/);
  });

  it('leaves what is over in its place for a while, so that no button moves under a finger', () => {
    const both = sceneOf([completeView(problem(), problem(stuckOf()))]);
    const one = completeView(problem(stuckOf()));
    const page = (scene: Scene) => (
      <Staged scene={scene}>
        <Attention problems={problemsOf(scene.state.evaluator, scene.views)} />
      </Staged>
    );
    const { container, rerender } = render(page(both));
    const told = () => [...container.querySelectorAll('li')].map((item) => `${item.className}: ${textOf(item)?.slice(0, 27)}`);

    rerender(page(sceneOf([one], { nowMs: nowMs + 1000 })));
    const over = told();
    rerender(page(sceneOf([one], { nowMs: nowMs + minuteMs })));

    expect(over).toEqual([
      'attention-over is-dim: Orders to warehouse is over',
      'attention-item attention-late tone-warn : Stock stuck: nothing moved ',
    ]);
    expect(told()).toHaveLength(1);
  });

  it('says the day of a problem that is not confirmed once that day is over', () => {
    const scene = sceneOf([view], { isConnected: false });
    const page = (atMs: number) => (
      <Staged scene={{ ...scene, nowMs: atMs }}>
        <Attention problems={problemsOf(scene.state.evaluator, scene.views)} />
      </Staged>
    );
    const { container, rerender } = render(page(nowMs));
    const since = () => container.querySelector('.attention-line time')?.textContent;

    const sameDay = since();
    rerender(page(nowMs + 24 * hourMs));

    expect(sameDay).not.toContain('Jan');
    expect(since()).toContain('Jan');
  });

  it('puts a graver problem first as soon as the pointer has left the list', () => {
    const before = completeView(failed, problem(problemOf()));
    const page = (shown: SourceView) => {
      const scene = sceneOf([shown]);
      return (
        <Staged scene={scene}>
          <Attention problems={problemsOf(scene.state.evaluator, scene.views)} />
        </Staged>
      );
    };
    const { container, rerender } = render(page(before));
    const kinds = () => [...container.querySelectorAll('.attention-item')].map((item) => item.className.split(' ')[1]);
    fireEvent.pointerMove(container.querySelector('.attention') as Element);
    rerender(page(again(before, health([componentOf({ healthy: false })]), problem(unhealthyOf()))));
    const held = kinds();

    fireEvent.pointerLeave(container.querySelector('.attention') as Element);

    expect(held).toEqual(['attention-failing', 'attention-component']);
    expect(kinds()).toEqual(['attention-component', 'attention-failing']);
  });
});
