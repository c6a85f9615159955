import { cleanup, render } from '@testing-library/preact';
import type { ComponentProps } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SteadyScene } from '../../src/app/SteadyScene';
import { useScene } from '../../src/app/scene';
import { keptMs } from '../../src/kit/Kept';
import { standingOfRuns } from '../../src/state/executions';
import type { Wanted } from '../../src/state/history/HistoryStore';
import type { Connection } from '../../src/state/monitor';
import type { SourceView } from '../../src/state/sourceView';
import { loadTexts, setLanguage, t } from '../../src/text/text';
import english from '../../src/text/texts.en.json';
import portuguese from '../../src/text/texts.pt.json';
import { again, completeView, execution, nowMs, pipeline, problem, stats, status, statusOf } from '../messages';
import { Staged, sceneOf } from '../staged';

const view = completeView(execution({ id: 'a', status: 'running' }));
const wanted: Wanted = { sources: ['default'], figures: ['cpuUsage'], range: { kind: 'live', span: '1h' }, points: 10 };
const runsOf = ({ executions }: SourceView) => [standingOfRuns(executions)];

afterEach(() => {
  cleanup();
  setLanguage('en');
});

type Frame = readonly [
  view: SourceView,
  afterMs: number,
  change?: {
    readonly query?: string;
    readonly evaluatorHeardAtMs?: number;
    readonly asksHistory?: boolean;
    readonly connection?: Connection;
  },
];

/** The times at which what is inside was drawn, in milliseconds after the first. */
function drawnAt(how: Omit<ComponentProps<typeof SteadyScene>, 'children'>, ...frames: readonly Frame[]): readonly number[] {
  const drawn: number[] = [];
  const Inside = () => {
    drawn.push(useScene().nowMs - nowMs);
    return null;
  };
  const first = sceneOf([view]);
  const confirmed = new Set([view.name]);
  const tree = ([one, afterMs, { query = '', evaluatorHeardAtMs = nowMs, connection } = {}]: Frame) => {
    const evaluator = { ...first.state.evaluator, heardAtMs: evaluatorHeardAtMs };
    const state = {
      ...first.state,
      connection: connection ?? first.state.connection,
      confirmed,
      sources: new Map([[one.name, one]]),
      evaluator,
    };
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
        <SteadyScene partsOf={runsOf} {...how}>
          <Inside />
        </SteadyScene>
      </Staged>
    );
  };
  const { rerender } = render(<div />);
  for (const frame of frames) {
    if (frame[2]?.asksHistory) {
      first.history.want(wanted, nowMs, 1);
    }
    rerender(tree(frame));
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

    expect(drawnAt({}, [view, 0], [later, 250], [later, 500], [later, 1000])).toEqual([0, 1000]);
  });

  it.each([
    ['a problem', problem()],
    ['the state of the daemon', status({ state: 'degraded', sequence: 2 })],
    ['an end of a run', execution({ id: 'a', status: 'success', sequence: 2 })],
    ['another name of a running run', execution({ id: 'a', status: 'running', pipelineName: 'Renamed', sequence: 2 })],
  ])('draws %s at once', (_, news) => {
    expect(drawnAt({}, [view, 0], [again(view, news), 250])).toEqual([0, 250]);
  });

  it('draws at once what a daemon tells of a run after its end', () => {
    const ended = again(view, execution({ id: 'a', status: 'failed', sequence: 2 }));
    const told = again(ended, execution({ id: 'a', status: 'failed', errorMessage: 'disk full', sequence: 3 }));

    expect(drawnAt({ everyMs: keptMs }, [ended, 0], [told, 250])).toEqual([0, 250]);
  });

  it('draws as seldom as it is asked to, but at once what is no longer confirmed', () => {
    const seldom = { everyMs: keptMs };

    expect(drawnAt(seldom, [view, 0], [view, 1000], [view, 5000])).toEqual([0]);
    expect(drawnAt(seldom, [view, 0], [view, 5001])).toEqual([0, 5001]);
  });

  it('draws nothing for what the evaluator says where that is not shown', () => {
    expect(drawnAt({ hasJudgement: false }, [view, 0], [again(view, problem(), pipeline()), 250])).toEqual([0]);
  });

  it.each([
    [true, [0, 250]],
    [false, [0]],
  ])('draws at once the first question to history, but only where history is shown: %s', (hasHistory, drawn) => {
    expect(drawnAt({ hasHistory }, [view, 0], [view, 250, { asksHistory: true }])).toEqual(drawn);
  });

  it('draws nothing for a heartbeat of the evaluator', () => {
    const heard = (afterMs: number): Frame => [view, afterMs, { evaluatorHeardAtMs: nowMs + afterMs }];

    expect(drawnAt({}, heard(0), heard(250))).toEqual([0]);
  });

  it('draws what a person chose at once', () => {
    expect(drawnAt({}, [view, 0], [view, 250, { query: 'status=failed' }])).toEqual([0, 250]);
  });

  it('draws a lost connection at once when it is to be shown', () => {
    // Of a daemon that is asked so seldom that nothing is doubted meanwhile.
    const calm = { ...view, status: statusOf({ intervalSeconds: 3600 }) };
    const lost = { connection: { kind: 'retrying', sinceMs: nowMs, attempt: 1 } } as const;

    expect(drawnAt({ everyMs: keptMs }, [calm, 0, lost], [calm, 799, lost], [calm, 800, lost])).toEqual([0, 800]);
  });

  it('draws texts again that were loaded after their language was chosen', async () => {
    const drawn: string[] = [];
    const Title = () => {
      drawn.push(t('verdict.title'));
      return null;
    };
    const scene = sceneOf([view]);
    const tree = (afterMs: number) => (
      <Staged scene={{ ...scene, nowMs: nowMs + afterMs }}>
        <SteadyScene everyMs={keptMs}>
          <Title />
        </SteadyScene>
      </Staged>
    );
    setLanguage('pt');
    const { rerender } = render(tree(0));
    rerender(tree(250));
    await loadTexts();
    rerender(tree(500));

    expect(drawn).toEqual([english.verdict.title, portuguese.verdict.title]);
  });
});
