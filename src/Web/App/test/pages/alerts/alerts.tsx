import { render, screen } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { homeRoute, type Route } from '../../../src/app/route';
import type { Scene } from '../../../src/app/scene';
import type { Problem } from '../../../src/contract/messages';
import { withValue } from '../../../src/state/keyed';
import { completeView, nowMs, problem, problemOf } from '../../messages';
import { actionsOf, Staged, sceneOf } from '../../staged';

/** What the tests of the pages about alerts share. */

/** A page in a scene of one daemon with some problems. */
export function show(Page: ComponentType, problems: readonly Problem[], route: Partial<Route> = {}, change: Partial<Scene> = {}) {
  const actions = actionsOf();
  const view = completeView(...problems.map(problem));
  const scene = sceneOf([view], { route: { ...homeRoute, ...route }, actions, ...change });
  const { container } = render(
    <Staged scene={scene}>
      <Page />
    </Staged>,
  );
  return { actions, container, scene };
}

/** A scene change with a problem of the monitor itself. */
export function withOwn(scene: Scene, own: Problem): Partial<Scene> {
  const { evaluator } = scene.state;
  return { state: { ...scene.state, evaluator: { ...evaluator, problems: withValue(evaluator.problems, own) } } };
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name });
export const noButton = (name: string | RegExp) => screen.queryByRole('button', { name });

/** A problem as `GET /api/problems` sends it. */
export const sentProblem = (change: object = {}) => {
  const { sinceMs, lastGoodAtMs, unseenSinceMs, silencedUntilMs, observedAtMs, ...rest } = problemOf();
  return {
    ...rest,
    observedAt: new Date(observedAtMs ?? nowMs).toISOString(),
    since: new Date(sinceMs).toISOString(),
    lastGoodAt: lastGoodAtMs,
    unseenSince: unseenSinceMs,
    silencedUntil: silencedUntilMs,
    openedAt: new Date(sinceMs).toISOString(),
    resolvedAt: null,
    ...change,
  };
};

/** What a match sends that concerns everything. */
export const sentMatch = { severities: [], sources: [], pipelines: [], kinds: [] };
