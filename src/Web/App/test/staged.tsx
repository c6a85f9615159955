import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { vi } from 'vitest';
import { pages } from '../src/app/pages';
import type { DialogPlace } from '../src/app/places';
import { homeRoute } from '../src/app/route';
import { LiveSceneProvider, type PageActions, type Scene, SceneProvider } from '../src/app/scene';
import type { HubLink } from '../src/connection/hubLink';
import { newEvaluator } from '../src/state/evaluator';
import { HistoryStore } from '../src/state/history/HistoryStore';
import { type Account, initialState } from '../src/state/monitor';
import { loadPreferences } from '../src/state/preferences';
import type { SourceView } from '../src/state/sourceView';
import { hourMs, nowMs } from './messages';

export const actionsOf = (link: HubLink | null = null): PageActions => ({
  navigate: vi.fn(),
  prefer: vi.fn(),
  open: vi.fn(),
  tryNow: vi.fn(),
  link: () => link,
  say: vi.fn(),
  keepHome: vi.fn(),
  signOut: vi.fn(),
});

/** History that was asked for and has not come. */
export const unansweredHistory = () =>
  new HistoryStore(
    () => new Promise(() => undefined),
    () => undefined,
  );

/** What is known of the monitor itself while its evaluator works: it was heard at a time. */
export const evaluatorAt = (heardAtMs: number) => ({
  evaluator: { ...newEvaluator(), heardAtMs, clear: { sinceMs: nowMs - 3 * hourMs, isAtLeast: true } },
  arrivingEvaluator: null,
});

/** Somebody with roles for all daemons. */
export const accountOf = (...roles: readonly string[]): Account => ({
  kind: 'person',
  email: 'a@example.com',
  roles,
  sources: null,
  operatesSources: null,
  dashboards: [],
});

/** A scene of a page that is connected and may do everything, with the given daemons. */
export function sceneOf(views: readonly SourceView[], change: Partial<Scene> = {}): Scene {
  return {
    state: {
      ...initialState,
      connection: { kind: 'open', sinceMs: nowMs },
      ...evaluatorAt(change.nowMs ?? nowMs),
      account: accountOf('admin'),
      sources: new Map(views.map((view) => [view.name, view])),
    },
    views,
    nowMs,
    now: () => change.nowMs ?? nowMs,
    isConnected: true,
    route: homeRoute,
    pages,
    history: unansweredHistory(),
    preferences: loadPreferences(),
    overlay: null,
    home: null,
    actions: actionsOf(),
    ...change,
  };
}

/** Draws in a scene. Of what is chosen it shows dialogs, as the application does. */
export function Staged({ scene, children }: { readonly scene: Scene; readonly children: ComponentChildren }) {
  const [dialog, setDialog] = useState<DialogPlace | null>(scene.route.dialog);
  const { actions } = scene;
  const route = useMemo(() => ({ ...scene.route, dialog }), [scene.route, dialog]);
  const following = useMemo(
    (): PageActions => ({
      ...actions,
      navigate: (...change) => {
        actions.navigate(...change);
        if (change[0].dialog !== undefined) {
          setDialog(change[0].dialog);
        }
      },
    }),
    [actions],
  );
  const atMs = useRef(scene.nowMs);
  atMs.current = scene.nowMs;
  const [now] = useState(() => () => atMs.current);
  const staged = { ...scene, now, route, actions: following };
  return (
    <LiveSceneProvider value={staged}>
      <SceneProvider value={staged}>{children}</SceneProvider>
    </LiveSceneProvider>
  );
}
