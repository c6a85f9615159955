import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../../src/app/scene';
import { Verdict } from '../../../src/pages/dashboard/Verdict';
import { problemsOfAll } from '../../../src/state/attention';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, endedRun, executionOf, hourMs, minuteMs, nowMs, run, status, statusOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const named = (name: string, view: SourceView): SourceView => ({ ...view, name });
const failing = completeView(run(endedRun('bad', nowMs - minuteMs, { status: 'failed' })));
const down = (view: SourceView): SourceView => ({ ...view, status: statusOf({ state: 'down' }) });

const page = (views: readonly SourceView[], change: Partial<Scene>) => {
  const scene = sceneOf(views, change);
  return (
    <Staged scene={scene}>
      <Verdict problems={problemsOfAll(scene.views, scene.nowMs)} />
    </Staged>
  );
};

const draw = (views: readonly SourceView[], change: Partial<Scene> = {}) => render(page(views, change));
const shown = () => document.querySelector('.verdict p')?.textContent;
const spoken = () => screen.getByRole('status').textContent;

describe('Verdict', () => {
  afterEach(cleanup);

  it('says what needs somebody', () => {
    draw([failing]);

    expect(shown()).toBe('1 pipeline needs you: 1 failing');
  });

  it('counts a pipeline once that fails and has a run that is late besides', () => {
    const late = executionOf({ id: 'late', status: 'running', startedAtMs: nowMs - 8 * minuteMs });
    const good = [20, 30, 40, 50].map((minutes) => run(endedRun(`good-${minutes}`, nowMs - minutes * minuteMs)));
    const view = completeView(...good, run(endedRun('bad', nowMs - 10 * minuteMs, { status: 'failed' })), run(late));
    expect(problemsOfAll([view], nowMs).map(({ kind }) => kind)).toEqual(['failing', 'late']);

    draw([view]);

    expect(shown()).toBe('1 pipeline needs you: 1 failing');
  });

  it('says of pipelines of a daemon that is down or silent that this is what was last known', () => {
    draw([down(failing)]);
    expect(shown()).toBe('daemon ‘default’ is down; last known: 1 pipeline needs you: 1 failing');
    cleanup();

    draw([failing], { nowMs: nowMs + hourMs });

    expect(shown()).toBe('no news of daemon ‘default’; last known: 1 pipeline needs you: 1 failing');
  });

  it('counts daemons that are down where there are several', () => {
    draw([named('north', down(failing)), named('south', down(failing)), completeView()]);

    expect(shown()).toBe('2 daemons are down; last known: 2 pipelines need you: 2 failing');
  });

  it('parts what is confirmed from what was last known', () => {
    draw([named('north', failing), named('south', down(failing))]);

    expect(shown()).toBe('daemon ‘south’ is down; 1 pipeline needs you: 1 failing; last known: 1 pipeline needs you: 1 failing');
  });

  it('does not hide what is wrong behind a daemon that connects', () => {
    const connecting = named('south', completeView(status({ sequence: 2, state: 'connecting' })));

    draw([named('north', failing), connecting]);
    expect(shown()).toBe('1 pipeline needs you: 1 failing');
    cleanup();
    draw([named('north', completeView()), connecting]);

    expect(shown()).toBe('Waiting for the daemon’s first answer…');
  });

  it('is read out when what needs somebody changes, and not as time passes', () => {
    const { rerender } = draw([completeView()]);
    expect([shown(), spoken()]).toEqual(['All clear for 1 h 0 m', 'All clear']);

    rerender(page([failing], {}));

    expect(spoken()).toBe('1 pipeline needs you: 1 failing');
  });
});
