import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyScene } from '../../src/app/SteadyScene';
import { useScene } from '../../src/app/scene';
import { keptMs } from '../../src/kit/Kept';
import { Attention } from '../../src/panels/Attention';
import { heldMs } from '../../src/state/heldProblems';
import { problemsOf } from '../../src/state/problems';
import type { SourceView } from '../../src/state/sourceView';
import { again, completeView, nowMs, problem, resolved, statusOf, unhealthyOf } from '../messages';
import { evaluatorAt, Staged, sceneOf } from '../staged';

/** Of a daemon that is asked so seldom that nothing is doubted meanwhile. */
const troubled: SourceView = { ...completeView(problem(unhealthyOf())), status: statusOf({ intervalSeconds: 3600 }) };
const well = again(troubled, resolved(unhealthyOf().id));

function List() {
  const { state, views } = useScene();
  return <Attention problems={problemsOf(state.evaluator, views)} />;
}

describe('useHeldProblems', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('gives the place of a problem that is over free in time, however seldom the list is drawn', async () => {
    // The evaluator is heard all the while.
    const scene = sceneOf([]);
    const state = { ...scene.state, ...evaluatorAt(nowMs + heldMs) };
    const tree = (view: SourceView, atMs: number) => (
      <Staged scene={{ ...scene, state: { ...state, sources: new Map([[view.name, view]]) }, views: [view], nowMs: atMs }}>
        <SteadyScene everyMs={keptMs}>
          <List />
        </SteadyScene>
      </Staged>
    );
    const { container, rerender } = render(tree(troubled, nowMs));
    rerender(tree(well, nowMs + 1));
    const listed = () => container.querySelectorAll('.attention-item, .attention-line').length > 0;
    const whileHeld = listed();

    rerender(tree(well, nowMs + 1 + heldMs));
    await act(async () => {
      await vi.advanceTimersByTimeAsync(heldMs);
    });

    expect([whileHeld, listed()]).toEqual([true, false]);
  });
});
