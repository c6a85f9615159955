import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../src/app/scene';
import type { Problem } from '../../src/contract/messages';
import { Verdict } from '../../src/panels/Verdict';
import { newEvaluator } from '../../src/state/evaluator';
import { withValue } from '../../src/state/keyed';
import { problemsOf } from '../../src/state/problems';
import type { SourceView } from '../../src/state/sourceView';
import { setLanguage } from '../../src/text/text';
import {
  again,
  completeView,
  degradedOf,
  failedFeed,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  problem,
  problemOf,
  resolved,
  status,
  statusOf,
  stuckOf,
  unhealthyOf,
  unreachableOf,
  viewOf,
} from '../messages';
import { speak } from '../speak';
import { evaluatorAt, Staged, sceneOf } from '../staged';

/** A daemon with problems, under ids of its own. */
const viewWith = (name: string, ...problems: readonly Problem[]): SourceView => ({
  ...completeView(...problems.map((one) => problem({ ...one, id: `${name}/${one.id}`, source: name }))),
  name,
});
const failing = viewWith('default', problemOf());
const down = (view: SourceView): SourceView => ({ ...view, status: statusOf({ state: 'down' }) });

const page = (views: readonly SourceView[], change: Partial<Scene>) => {
  const scene = sceneOf(views, change);
  return (
    <Staged scene={scene}>
      <Verdict problems={problemsOf(scene.state.evaluator, scene.views)} />
    </Staged>
  );
};

const draw = (views: readonly SourceView[], change: Partial<Scene> = {}) => render(page(views, change));
const shown = () => document.querySelector('.verdict p')?.textContent;
const spoken = () => screen.getByRole('status').textContent;
const tone = () => document.querySelector('.verdict')?.className;

/** The scene's state with an evaluator that was last heard at a time, or never. */
const heardAt = (views: readonly SourceView[], atMs: number | null) => ({
  ...sceneOf(views).state,
  ...(atMs === null ? { evaluator: newEvaluator(), arrivingEvaluator: newEvaluator() } : evaluatorAt(atMs)),
});

afterEach(() => {
  cleanup();
  setLanguage('en');
});

describe('Verdict', () => {
  it('says what needs somebody', () => {
    draw([failing]);

    expect(shown()).toBe('1 pipeline needs you: 1 failing');
  });

  it('counts a pipeline once that fails and has a run that is late besides', () => {
    draw([viewWith('default', problemOf(), stuckOf({ pipelineId: 'orders' }), stuckOf({ id: 'other', kind: 'slow' }))]);

    expect(shown()).toBe('2 pipelines need you: 1 failing, 1 slow');
  });

  it('counts components, and apart from the rest what it does not know', () => {
    draw([viewWith('default', unhealthyOf(), problemOf({ id: 'new', kind: 'too-hot' }))]);

    expect(shown()).toBe('1 component unhealthy; 1 other problem');
  });

  it('is alarmed by what is critical only', () => {
    const toneOf = (one: Problem) => {
      draw([viewWith('default', one)]);
      const drawn = tone();
      cleanup();
      return drawn;
    };

    expect([problemOf(), stuckOf(), degradedOf()].map(toneOf)).toEqual([
      'verdict verdict-bad',
      'verdict verdict-warn',
      'verdict verdict-warn',
    ]);
  });

  it('says of pipelines of a daemon that is down or silent that this is what was last known', () => {
    const unreachable = viewWith('default', unreachableOf(), problemOf({ partOf: 'default/problem-down', unseenSinceMs: nowMs }));
    draw([down(unreachable)]);
    expect(shown()).toBe('daemon ‘default’ is down; last known: 1 pipeline needs you: 1 failing');
    cleanup();

    draw([unreachable], { nowMs: nowMs + hourMs });

    expect(shown()).toBe('no news of daemon ‘default’; last known: 1 pipeline needs you: 1 failing');
  });

  it('says why the only daemon cannot be reached, in the same block', () => {
    const status = statusOf({ state: 'down', error: 'refused' });
    draw([{ ...viewWith('default'), status }]);
    const outage = () => document.querySelector('.verdict [data-banner="down"]')?.textContent;

    expect(outage()).toMatch(/^unreachable since \S+; last known \S+; trying againrefused$/);
    cleanup();
    draw([{ ...viewWith('default'), status }, viewWith('south')]);

    expect(outage()).toBeUndefined();
  });

  it('names what is wrong in the order of severity', () => {
    const degraded = { ...viewWith('east'), status: statusOf({ state: 'degraded' }) };
    draw([viewWith('north', stuckOf(), problemOf(), unhealthyOf()), down(viewWith('south')), degraded]);

    expect(shown()).toBe(
      'daemon ‘south’ is down; 1 component unhealthy; daemon ‘east’ answers only in part; 2 pipelines need you: 1 failing, 1 stuck',
    );
    cleanup();
    draw([degraded, { ...degraded, name: 'west' }, down(viewWith('a')), down(viewWith('b'))]);

    expect(shown()).toBe('2 daemons are down; 2 daemons answer only in part');
  });

  it('says so too before the problem of the daemon has come', () => {
    draw([failing], { nowMs: nowMs + hourMs });

    expect(shown()).toBe('no news of daemon ‘default’; last known: 1 pipeline needs you: 1 failing');
    cleanup();
    draw([down(viewWith('default'))]);

    expect([shown(), tone()]).toEqual(['daemon ‘default’ is down', 'verdict verdict-bad']);
  });

  it('says what a problem says of a daemon that answers again, until that is resolved', () => {
    draw([viewWith('default', unreachableOf())]);

    expect(shown()).toBe('daemon ‘default’ is down');
  });

  it('says that a daemon answers only in part', () => {
    const feeds = { ...statusOf().feeds, stats: failedFeed('no') };
    draw([{ ...viewWith('default', degradedOf()), status: statusOf({ state: 'degraded', feeds }) }]);

    expect(shown()).toBe('daemon ‘default’ answers only in part');
  });

  it('counts daemons that are down where there are several', () => {
    draw([down(viewWith('north', problemOf())), down(viewWith('south', problemOf())), completeView()]);

    expect(shown()).toBe('2 daemons are down; last known: 2 pipelines need you: 2 failing');
  });

  it('parts what is confirmed from what was last known', () => {
    draw([viewWith('north', problemOf()), down(viewWith('south', problemOf()))]);

    expect(shown()).toBe('daemon ‘south’ is down; 1 pipeline needs you: 1 failing; last known: 1 pipeline needs you: 1 failing');
  });

  it('does not hide what is wrong behind a daemon that connects', () => {
    const connecting = { ...completeView(status({ sequence: 2, state: 'connecting' })), name: 'south' };

    draw([viewWith('north', problemOf()), connecting]);
    expect(shown()).toBe('1 pipeline needs you: 1 failing');
    cleanup();
    draw([viewWith('north'), connecting]);

    expect(shown()).toBe('Waiting for the daemon’s first answer…');
  });

  it('says since when all is clear, at least where it began clear', () => {
    draw([viewWith('default')]);
    expect(shown()).toBe('All clear for ≥ 0 s');
    cleanup();

    const view = again(completeView(problem()), resolved('problem-1', { resolvedAtMs: nowMs - hourMs }));
    draw([view, { ...view, name: 'other', clear: { sinceMs: nowMs - 2 * hourMs, isAtLeast: true } }]);

    expect([shown(), tone()]).toEqual(['All clear for 1 h 0 m', 'verdict verdict-ok']);
  });

  it('is read out when what needs somebody changes, and not as time passes', () => {
    const { rerender } = draw([completeView()]);
    expect([shown(), spoken()]).toEqual(['All clear for ≥ 0 s', 'All clear']);

    rerender(page([failing], {}));

    expect(spoken()).toBe('1 pipeline needs you: 1 failing');
  });

  it('tells of the monitor’s own problems, whatever daemon is shown', () => {
    const scene = sceneOf([]);
    const { evaluator } = scene.state;
    const own = problemOf({
      source: '_monitor',
      kind: 'history-paused',
      pipelineName: null,
      severity: 'warning',
      title: 'History is paused',
    });
    const another = problemOf({ id: 'another', source: '_monitor', kind: 'disk', pipelineName: null, severity: 'warning' });
    const stateWith = (...problems: Problem[]) => ({
      ...scene.state,
      evaluator: { ...evaluator, problems: problems.reduce(withValue, evaluator.problems) },
    });

    draw([viewWith('default')], { state: stateWith(own) });
    expect([shown(), tone()]).toEqual(['History is paused', 'verdict verdict-warn']);
    cleanup();
    draw([viewWith('default')], { state: stateWith(own, another) });

    expect(shown()).toBe('2 problems');
  });
});

describe('Verdict without an evaluation', () => {
  it('does not say that all is clear of a daemon that was not evaluated yet', () => {
    const view = viewOf(status(), heartbeatOf({ evaluatedAtMs: null }));

    draw([viewWith('north'), { ...view, name: 'south' }]);
    expect([shown(), spoken(), tone()]).toEqual(['not evaluated yet', 'not evaluated yet', 'verdict verdict-idle']);
    cleanup();
    draw([viewWith('north')]);

    expect(shown()).toContain('All clear');
  });

  it('does not say so before the evaluator was heard', () => {
    draw([viewWith('default')], { state: heardAt([viewWith('default')], null) });

    expect(shown()).toBe('not evaluated yet');
  });

  it('says since when nothing is evaluated, after what was last known', () => {
    const nowAgain = { nowMs: nowMs + minuteMs };
    const fresh = (view: SourceView) => ({ ...view, observedAtMs: nowMs + minuteMs });

    draw([fresh(viewWith('default'))], { ...nowAgain, state: heardAt([fresh(viewWith('default'))], nowMs) });
    expect([shown(), tone()]).toEqual([
      expect.stringMatching(/^nothing has been evaluated since \d\d:00:00$/),
      'verdict verdict-idle',
    ]);
    cleanup();
    draw([fresh(failing)], { ...nowAgain, state: heardAt([fresh(failing)], nowMs) });

    expect(shown()).toMatch(/^last known: 1 pipeline needs you: 1 failing; nothing has been evaluated since \d\d:00:00$/);
  });

  it('says of a hub that has no evaluator that nothing is evaluated, in the language in use', async () => {
    const view = { ...viewOf(status(), heartbeatOf({ evaluatedAtMs: null })), observedAtMs: nowMs + minuteMs };
    const change = { nowMs: nowMs + minuteMs, state: heardAt([view], null) };

    draw([view], change);
    expect(shown()).toBe('nothing is being evaluated');
    cleanup();
    await speak('pt');
    draw([view], change);

    expect(shown()).toBe('nada está sendo avaliado');
  });
});
