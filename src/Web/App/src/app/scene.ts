import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { HubLink } from '../connection/hubLink';
import type { HistoryStore } from '../state/history/HistoryStore';
import type { MonitorState } from '../state/monitor';
import type { Preferences } from '../state/preferences';
import { holdsRole } from '../state/roles';
import type { SourceView } from '../state/sourceView';
import type { PageEntry } from './page';
import type { Route } from './route';

/** What may be open above the page. */
export type Overlay = 'palette' | 'shortcuts' | 'views';

/** Each choice is a step of the browser's way back (`push`). What is typed is one step, however many letters it has: each takes the place of the one before (`replace`). */
export type Step = 'push' | 'replace';

/** What a person can do on the page. */
export interface PageActions {
  /** Goes to another page (a change with a path) or shows something else on the dashboard (any other change). */
  navigate(change: Partial<Route>, step?: Step): void;
  prefer(change: Partial<Preferences>): void;
  /** Opens an overlay; null closes it. */
  open(overlay: Overlay | null): void;
  /** Tries to reach the hub now, without waiting any longer. */
  tryNow(): void;
  /** The open connection, for calls; null while there is none. */
  link(): HubLink | null;
  /** Shows a text at the foot of the page for some seconds. */
  say(text: string, kind?: 'done' | 'failed'): void;
  /** Remembers which dashboard the person begins with, once the host knows; null: the live page. */
  keepHome(id: string | null): void;
  signOut(): void;
}

/** Everything that is drawn in one frame. */
export interface Scene {
  readonly state: MonitorState;
  /** The daemons in scope: the one that the route names, or all. Empty if no daemon has that name. */
  readonly views: readonly SourceView[];
  /** By the hub's clock. */
  readonly nowMs: number;
  /** Reads the hub's clock. Event handlers use it instead of `nowMs`, which is the time of the last drawing. */
  now(): number;
  /** Whether the browser is connected to the hub. While it is not, nothing shown is confirmed. */
  readonly isConnected: boolean;
  readonly route: Route;
  /** The pages that there are, in the order of the menu. */
  readonly pages: readonly PageEntry[];
  /** What was, as far as it was asked for. */
  readonly history: HistoryStore;
  readonly preferences: Preferences;
  readonly overlay: Overlay | null;
  /** The dashboard of one's own that a person begins with, by id; null: the live page. */
  readonly home: string | null;
  readonly actions: PageActions;
}

const SceneContext = createContext<Scene | null>(null);
const LiveSceneContext = createContext<Scene | null>(null);

export const SceneProvider = SceneContext.Provider;

/** Wraps the whole page. */
export const LiveSceneProvider = LiveSceneContext.Provider;

/** Returns the scene of the newest frame, even inside a part of the page that is drawn less often. For texts that count seconds. */
export const useLiveScene = (): Scene => sceneIn(useContext(LiveSceneContext));

export const useScene = (): Scene => sceneIn(useContext(SceneContext));

function sceneIn(scene: Scene | null): Scene {
  if (!scene) {
    throw new Error('Drawn outside of a scene');
  }
  return scene;
}

/** Whether the account that is signed in may start and cancel runs of a daemon. */
export const mayOperate = ({ account }: MonitorState, source: string): boolean =>
  holdsRole(account, 'operator') && (account?.operatesSources?.includes(source) ?? true);
