import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { areSame, Kept } from '../kit/Kept';
import { evaluationOf } from '../state/evaluation';
import { freshnessOf } from '../state/freshness';
import { shownConnection } from '../state/monitor';
import type { SourceView } from '../state/sourceView';
import { t } from '../text/text';
import { type Scene, SceneProvider, useScene } from './scene';

interface Props {
  /** What of a daemon is drawn at once besides how it stands. The same parts, in the same order, each time. */
  partsOf?(view: SourceView): readonly unknown[];
  /** How often it is drawn where nothing of that changed, in milliseconds: a second, unless it says something else. */
  readonly everyMs?: number;
  /** Whether what the evaluator says is drawn: pipelines, problems, and since when there are none. It is, unless it says something else. */
  readonly hasJudgement?: boolean;
  /** Whether history is drawn. It is not, unless it says something else. */
  readonly hasHistory?: boolean;
  readonly children: ComponentChildren;
}

const secondMs = 1000;
const none = (): readonly unknown[] => [];

/**
 * Draws what does not change with each message: from time to time, and at once where anything of it did. Figures, ages, how far runs are and whatever
 * else comes several times a second does not count. What is inside sees the page as it was when it was last drawn.
 */
export function SteadyScene({ partsOf = none, everyMs = secondMs, hasJudgement = true, hasHistory = false, children }: Props) {
  const scene = useScene();
  const inputs = [
    everyMs,
    ...inputsOf(scene, everyMs),
    ...(hasJudgement ? judgedIn(scene) : []),
    ...(hasHistory ? [scene.history, scene.history.version] : []),
    ...scene.views.flatMap(partsOf),
  ];
  const held = useRef({ scene, inputs });
  if (!areSame(held.current.inputs, inputs)) {
    held.current = { scene, inputs };
  }
  const shown = held.current.scene;
  return <Kept inputs={[shown]} draw={() => <SceneProvider value={shown}>{children}</SceneProvider>} />;
}

function inputsOf({ nowMs, state, views, history: _, ...others }: Scene, everyMs: number): readonly unknown[] {
  const { connection, account, confirmed, hasSettled, unreadable } = state;
  return [
    Math.floor(nowMs / everyMs),
    ...Object.values(others),
    connection,
    shownConnection(state, nowMs),
    // The texts of a language may come some time after it was chosen.
    t('verdict.title'),
    account,
    confirmed,
    hasSettled,
    unreadable,
    ...[...state.sources.values()].flatMap((view) => [view.status, freshnessOf(view, nowMs)]),
    ...views.map(({ name }) => name),
  ];
}

/** Each heartbeat of the evaluator is a new time and nothing else: what counts is whether it goes on. */
const judgedIn = ({ state, views, nowMs }: Scene): readonly unknown[] => [
  evaluationOf(state, [], nowMs).kind,
  state.arrivingEvaluator,
  state.evaluator.problems,
  state.evaluator.clear,
  ...views.flatMap(({ pipelines, problems, evaluatedAtMs, clear, complete }) => [
    pipelines,
    problems,
    evaluatedAtMs === null,
    clear,
    complete,
  ]),
];
