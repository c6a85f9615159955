import type { IconName } from '../kit/Icon';
import { type Freshness, freshnessOf } from '../state/freshness';
import { shownConnection } from '../state/monitor';
import type { SourceView } from '../state/sourceView';
import type { Scene } from './scene';

/** How far what is shown of a daemon can be trusted: its freshness, unless the browser itself is cut off from the hub. */
export type Trust = Freshness | 'reconnecting' | 'ended' | 'forbidden';

/** The least trustworthy first. */
const order: readonly Trust[] = [
  'ended',
  'forbidden',
  'reconnecting',
  'down',
  'stale',
  'degraded',
  'connecting',
  'loading',
  'live',
];

export const trustIcons: Readonly<Record<Trust, IconName>> = {
  ended: 'user',
  forbidden: 'user',
  reconnecting: 'sync',
  down: 'down',
  stale: 'stale',
  degraded: 'warn',
  connecting: 'sync',
  loading: 'sync',
  live: 'live',
};

export function trustOf(scene: Scene, view: SourceView | undefined): Trust {
  const { connection } = scene.state;
  if (connection.kind === 'ended') {
    return connection.reason === 'forbidden' ? 'forbidden' : 'ended';
  }
  const shown = shownConnection(scene.state, scene.nowMs);
  return shown === 'waiting' || shown === 'retrying' ? 'reconnecting' : freshnessOf(view, scene.nowMs);
}

/** The daemon in scope that can be trusted least; the first of several alike, undefined if none is in scope. */
export function leastTrusted(scene: Scene): SourceView | undefined {
  const places = scene.views.map((view) => order.indexOf(trustOf(scene, view)));
  return scene.views[places.indexOf(Math.min(...places))];
}

/** The least trustworthy of everything in scope. */
export const worstTrust = (scene: Scene): Trust => trustOf(scene, leastTrusted(scene));

/** The daemon with the oldest news among those given; undefined if none is given. */
export function oldest(views: readonly SourceView[]): SourceView | undefined {
  return views.reduce<SourceView | undefined>(
    (old, view) => (!old || (view.observedAtMs ?? 0) < (old.observedAtMs ?? 0) ? view : old),
    undefined,
  );
}

/** Whether nothing of a daemon is confirmed now, because the connection or the daemon is missing. */
export function isUnconfirmed(scene: Scene, view: SourceView): boolean {
  const state = freshnessOf(view, scene.nowMs);
  return !scene.isConnected || state === 'down' || state === 'stale';
}
