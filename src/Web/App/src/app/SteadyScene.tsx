import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { areSame, Kept } from '../kit/Kept';
import { freshnessOf } from '../state/freshness';
import type { MonitorState } from '../state/monitor';
import type { SourceView } from '../state/sourceView';
import { type Scene, SceneProvider, useScene } from './scene';

interface Props {
  /** What of a daemon is drawn at once besides how it stands, its pipelines and its problems. The same parts, in the same order, each time. */
  partsOf?(view: SourceView): readonly unknown[];
  readonly children: ComponentChildren;
}

const secondMs = 1000;
const none = (): readonly unknown[] => [];

/**
 * Draws what does not change with each message: once a second, and at once where anything of it did. Figures, ages, how far runs are and whatever
 * else comes several times a second does not count. What is inside sees the page as it was when it was last drawn.
 */
export function SteadyScene({ partsOf = none, children }: Props) {
  const scene = useScene();
  const inputs = inputsOf(scene, partsOf);
  const held = useRef({ scene, inputs });
  if (!areSame(held.current.inputs, inputs)) {
    held.current = { scene, inputs };
  }
  const shown = held.current.scene;
  return <Kept inputs={[shown]} draw={() => <SceneProvider value={shown}>{children}</SceneProvider>} />;
}

function inputsOf({ nowMs, state, views, history, ...others }: Scene, partsOf: (view: SourceView) => readonly unknown[]) {
  return [
    Math.floor(nowMs / secondMs),
    ...Object.values(others),
    history,
    history.version,
    ...ofState(state),
    ...[...state.sources.values()].flatMap((view) => [view.status, freshnessOf(view, nowMs)]),
    ...views.flatMap((view) => [...ofView(view), ...partsOf(view)]),
  ];
}

/** All but the daemons. */
const ofState = ({ connection, account, confirmed, evaluator, arrivingEvaluator, hasSettled, unreadable }: MonitorState) => [
  connection,
  account,
  confirmed,
  evaluator,
  arrivingEvaluator,
  hasSettled,
  unreadable,
];

const ofView = ({ name, pipelines, problems, evaluatedAtMs, clear, complete }: SourceView) => [
  name,
  pipelines,
  problems,
  evaluatedAtMs,
  clear,
  complete,
];
