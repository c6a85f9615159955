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
  /** Further parts of a daemon that are drawn as soon as they change. The number and order of the parts must stay the same. */
  partsOf?(view: SourceView): readonly unknown[];
  /** How often to draw while nothing changes, in milliseconds. Default: 1,000. */
  readonly everyMs?: number;
  /** Whether changes by the evaluator count: pipelines, problems, and how long there have been none. Default: true. */
  readonly hasJudgement?: boolean;
  /** Whether changes in history count that must be shown at once (`urgentVersion`). Default: false. */
  readonly hasHistory?: boolean;
  readonly children: ComponentChildren;
}

const secondMs = 1000;
const none = (): readonly unknown[] => [];

/**
 * Draws its children as soon as one of their inputs changes, and otherwise every `everyMs`. Figures, ages and the progress of runs are not inputs, because they
 * change several times a second. Between two drawings the children see the scene of the last one.
 */
export function SteadyScene({ partsOf = none, everyMs = secondMs, hasJudgement = true, hasHistory = false, children }: Props) {
  const scene = useScene();
  const inputs = [
    everyMs,
    ...inputsOf(scene, everyMs),
    ...(hasJudgement ? judgedIn(scene) : []),
    ...(hasHistory ? [scene.history, scene.history.urgentVersion] : []),
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
    // The texts of a language may be loaded some time after it was chosen.
    t('verdict.title'),
    account,
    confirmed,
    hasSettled,
    unreadable,
    ...[...state.sources.values()].flatMap((view) => [view.status, freshnessOf(view, nowMs)]),
    ...views.map(({ name }) => name),
  ];
}

/** Heartbeats are left out: each one changes only a time. Whether the evaluator is still heard is an input. */
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
