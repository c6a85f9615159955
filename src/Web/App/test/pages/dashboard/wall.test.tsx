import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import type { Scene } from '../../../src/app/scene';
import { Wall } from '../../../src/pages/dashboard/wall/Wall';
import { problemsOf } from '../../../src/state/problems';
import type { SourceView } from '../../../src/state/sourceView';
import { setLanguage } from '../../../src/text/text';
import { completeView, endedRun, executionOf, nowMs, problem, problemOf, run, status, stuckOf } from '../../messages';
import { speak } from '../../speak';
import { Staged, sceneOf } from '../../staged';

const idle = run(endedRun('idle', nowMs - 60_000, { pipelineId: 'idle', pipelineName: 'Idle' }));
const going = run(executionOf({ id: 'now', pipelineId: 'stock', pipelineName: 'Stock', status: 'running' }));
const named = (name: string, view: SourceView): SourceView => ({ ...view, name });
const well = named('well', completeView(idle));
const busy = named('busy', completeView(idle, going));
const troubled = named(
  'troubled',
  completeView(idle, problem(problemOf({ source: 'troubled' })), problem(stuckOf({ source: 'troubled' }))),
);

function draw(views: readonly SourceView[], change: Partial<Scene> = {}): Element {
  const scene = sceneOf(views, { route: { ...homeRoute, kiosk: true }, ...change });
  const shown = { range: { kind: 'live', span: '1h' } as const, choose: () => undefined, leave: () => undefined };
  return render(
    <Staged scene={scene}>
      <Wall problems={problemsOf(scene.state.evaluator, scene.views)} shown={shown} />
    </Staged>,
  ).container;
}

const texts = (drawn: Element, selector: string) => [...drawn.querySelectorAll(selector)].map((one) => one.textContent?.trim());

describe('Wall', () => {
  afterEach(() => {
    cleanup();
    setLanguage('en');
  });

  it('has a card for each daemon, the worst first', () => {
    const drawn = draw([well, busy, troubled]);

    expect(texts(drawn, '.wall-name')).toEqual(['troubled2', 'well', 'busy']);
    expect(texts(drawn, '.wall-words')[1]).toBe('all clear');
  });

  it('has lanes of what runs or is in trouble alone', () => {
    expect(texts(draw([well, busy]), '.lane-name')).toEqual(['busy / Stock']);
  });

  it('has every lane of one daemon, its tiles, and no legend', () => {
    const drawn = draw([completeView(idle, going)]);

    expect(texts(drawn, '.lane-name')).toEqual(['Stock', 'Idle']);
    expect(drawn.querySelectorAll('.tile')).toHaveLength(6);
    expect([drawn.querySelector('.legend'), drawn.querySelector('button:not(.bar)'), drawn.querySelector('.tile-link')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('says how many problems have no room', () => {
    const many = Array.from({ length: 40 }, (_, n) => problem(problemOf({ id: `p${n}` })));

    const drawn = draw([completeView(...many)]);

    const shown = drawn.querySelectorAll('.wall-problems li').length;
    expect(shown).toBeGreaterThan(0);
    expect(texts(drawn, '.wall-attention .wall-more')).toEqual([`+ ${40 - shown} more`]);
  });

  it('dims itself and says so when nothing comes any more', () => {
    const { state } = sceneOf([well, busy]);
    const connection = { kind: 'retrying', sinceMs: nowMs - 9000, attempt: 2, reason: 'restarting' } as const;
    const drawn = draw([well, busy], { state: { ...state, connection }, isConnected: false });

    expect(drawn.querySelector('.wall')?.classList.contains('is-lost')).toBe(true);
    expect(texts(drawn, '.wall-lost')[0]).toMatch(/^No live data since \S+ · The hub is restarting$/);
    expect(texts(drawn, '.wall-words')).toEqual(['not known now', 'not known now']);
  });

  it('does not dim itself where a daemon is down', () => {
    const down = named('gone', completeView(status({ sequence: 2, state: 'down' })));

    expect(draw([down, well]).querySelector('.is-lost')).toBeNull();
  });

  it('says everything in Portuguese too', async () => {
    await speak('pt');

    expect(texts(draw([well, busy]), '#timeline-title')).toEqual(['Com problemas ou em execução']);
  });
});
