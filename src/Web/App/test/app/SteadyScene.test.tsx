import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SteadyScene } from '../../src/app/SteadyScene';
import { useScene } from '../../src/app/scene';
import { standingOfRuns } from '../../src/state/executions';
import type { SourceView } from '../../src/state/sourceView';
import { again, completeView, execution, nowMs, problem, stats, status } from '../messages';
import { Staged, sceneOf } from '../staged';

const view = completeView(execution({ id: 'a', status: 'running' }));
const runsOf = ({ executions }: SourceView) => [standingOfRuns(executions)];

afterEach(cleanup);

/** The times at which what is inside was drawn, in milliseconds after the first. */
function drawnAt(...scenes: readonly (readonly [view: SourceView, afterMs: number, query?: string])[]): readonly number[] {
  const drawn: number[] = [];
  const Inside = () => {
    drawn.push(useScene().nowMs - nowMs);
    return null;
  };
  const first = sceneOf([view]);
  const tree = ([one, afterMs, query = '']: (typeof scenes)[number]) => {
    const state = { ...first.state, sources: new Map([[one.name, one]]) };
    return (
      <Staged
        scene={{
          ...first,
          state,
          views: [one],
          nowMs: nowMs + afterMs,
          route: query === '' ? first.route : { ...first.route, query },
        }}
      >
        <SteadyScene partsOf={runsOf}>
          <Inside />
        </SteadyScene>
      </Staged>
    );
  };
  const { rerender } = render(<div />);
  for (const one of scenes) {
    rerender(tree(one));
  }
  return drawn;
}

describe('SteadyScene', () => {
  it('draws figures and how far runs are once a second', () => {
    const later = again(
      view,
      stats({ cpuUsage: 99, sequence: 2 }),
      execution({ id: 'a', status: 'running', recordsProcessed: 9, sequence: 2 }),
    );

    expect(drawnAt([view, 0], [later, 250], [later, 500], [later, 1000])).toEqual([0, 1000]);
  });

  it.each([
    ['a problem', problem()],
    ['the state of the daemon', status({ state: 'degraded', sequence: 2 })],
    ['an end of a run', execution({ id: 'a', status: 'success', sequence: 2 })],
  ])('draws %s at once', (_, news) => {
    expect(drawnAt([view, 0], [again(view, news), 250])).toEqual([0, 250]);
  });

  it('draws what a person chose at once', () => {
    expect(drawnAt([view, 0], [view, 250, 'status=failed'])).toEqual([0, 250]);
  });
});
