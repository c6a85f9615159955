import type { ClosingReason, Incoming } from '../contract/messages';
import { type EvaluatorView, evaluatorSilentMs, monitorSource, newEvaluator, takeFromEvaluator } from './evaluator';
import { freshUntilMs } from './freshness';
import type { SeriesBySource } from './keptSeries';
import { left } from './series';
import { newSource, take } from './source';
import type { SourceView } from './sourceView';

/** The browser's connection to the hub. Times are by the hub's clock, as all others are. */
export type Connection =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly sinceMs: number }
  | {
      readonly kind: 'waiting';
      readonly sinceMs: number;
      readonly attempt: number;
      readonly retryAtMs: number;
      /** `blocked`: the host answers, but no transport opens. */
      readonly reason: ClosingReason | 'blocked' | null;
      /** What the host answered if it refused the last try. */
      readonly refusal?: HostAnswer;
    }
  | {
      readonly kind: 'retrying';
      readonly sinceMs: number;
      readonly attempt: number;
      /** What the hub said before it went. */
      readonly reason?: 'restarting' | null;
    }
  | Ended;

interface Ended {
  readonly kind: 'ended';
  readonly reason: 'signed-out' | 'forbidden';
  /** Whether it was let in before, and the hub has ended that. */
  readonly isRevoked?: boolean;
  /** Why the host does not know yet that the person has signed out here. It is told as soon as it can be reached. */
  readonly untold?: string;
  /** The host's own reason, if it gave one. */
  readonly refusal?: HostAnswer;
}

/** What the host said when it did not do what was asked (RFC 9457). */
export interface HostAnswer {
  readonly status: number;
  /** For a program, such as `origin-not-allowed`; null if it gave none. */
  readonly code: string | null;
  /** For a person; null if it gave none. */
  readonly detail: string | null;
}

/** How messages get from the hub to the page. */
export type Transport = 'webSockets' | 'serverSentEvents' | 'longPolling';

/** How long a loss is not shown: after a silent sign-in the connection is back sooner. */
const graceMs = 800;

/**
 * The connection as it is shown: a loss that may be over in a moment is not shown, nor that the first connection is not open yet if the document
 * brought the state. Its figures grow old as others do.
 */
export function shownConnection(state: MonitorState, nowMs: number): Connection['kind'] {
  const { connection, confirmed } = state;
  if (isDocumentShown(state)) {
    return 'open';
  }
  const isLost = connection.kind === 'waiting' || connection.kind === 'retrying';
  if (!isLost || nowMs - connection.sinceMs >= graceMs) {
    return connection.kind;
  }
  return confirmed.size > 0 ? 'open' : 'opening';
}

/** Whether what is shown came with the document, and the first connection has brought nothing yet. */
const isDocumentShown = ({ connection, confirmed }: MonitorState): boolean => connection.kind === 'opening' && confirmed.size > 0;

/** Whether the evaluator has been silent for too long over an open connection, or when the document was written. A new one has as long to bring its first heartbeat. */
export function isEvaluatorSilent(state: MonitorState, nowMs: number): boolean {
  const { connection, evaluator, arrivingEvaluator, firstMessageAtMs } = state;
  if (connection.kind !== 'open' && !isDocumentShown(state)) {
    return false;
  }
  const awaitedSinceMs = firstMessageAtMs ?? (connection.kind === 'open' ? connection.sinceMs : nowMs);
  return nowMs - (arrivingEvaluator ? awaitedSinceMs : (evaluator.heardAtMs ?? awaitedSinceMs)) > evaluatorSilentMs;
}

/** Who is signed in, and what they may do. */
export interface Account {
  /** A display is the browser of a wall screen. */
  readonly kind: 'person' | 'service' | 'display';
  /** The name of a service or a wall screen. */
  readonly email: string;
  /** The highest role for any daemon, and those that it includes. */
  readonly roles: readonly string[];
  /** The daemons that may be seen; null: all. */
  readonly sources: readonly string[] | null;
  /** The daemons whose runs may be started and cancelled; null: all. */
  readonly operatesSources: readonly string[] | null;
  /** What a wall screen shows by turns, and nothing else; empty for everybody else, and for a screen that shows the live page. */
  readonly dashboards: readonly BoundDashboard[];
}

/** A dashboard that a wall screen is bound to. */
export interface BoundDashboard {
  readonly id: string;
  /** How long it is shown before the next one. */
  readonly seconds: number;
}

/** Everything that the page shows. Replaced, never changed. */
export interface MonitorState {
  readonly connection: Connection;
  readonly account: Account | null;
  /** That of the newest connection; null before the first. */
  readonly transport: Transport | null;
  /** Daemons by name, in the order in which the hub sent them. */
  readonly sources: ReadonlyMap<string, SourceView>;
  /** What a new connection has sent so far of daemons whose first state is not complete yet. */
  readonly arriving: ReadonlyMap<string, SourceView>;
  /** Daemons that the connection now open has sent whole. */
  readonly confirmed: ReadonlySet<string>;
  /** What is known of the monitor itself. */
  readonly evaluator: EvaluatorView;
  /** What a new connection has sent so far of that; null once its first heartbeat has come. */
  readonly arrivingEvaluator: EvaluatorView | null;
  /** When the connection now open brought its first message, by the hub's clock; null before. */
  readonly firstMessageAtMs: number | null;
  /** Whether a connection has ever had the time to send everything: a daemon that is missing after that is not merely late. */
  readonly hasSettled: boolean;
  /** What could not be read, most of the time because hub and page are of different versions; null while all could. */
  readonly unreadable: string | null;
  /** What this tab kept of its series over a reload, until the daemons it is of are heard again. */
  readonly kept: SeriesBySource;
}

export type Action =
  | { readonly type: 'connection'; readonly connection: Exclude<Connection, Ended> }
  /** A connection was opened: whatever it sends replaces everything known from the one before. */
  | { readonly type: 'opened'; readonly atMs: number }
  /** There will be no other connection. */
  | {
      readonly type: 'ended';
      readonly reason: Ended['reason'];
      readonly isRevoked?: boolean;
      readonly untold?: string;
      readonly refusal?: HostAnswer;
    }
  | { readonly type: 'transport'; readonly transport: Transport }
  /** `receivedAtMs`: by the hub's clock. */
  | { readonly type: 'message'; readonly incoming: Incoming; readonly receivedAtMs: number }
  /** The new connection has had the time to send everything: what it did not send does not exist any more. */
  | { readonly type: 'settled' }
  | { readonly type: 'unreadable'; readonly why: string }
  | { readonly type: 'account'; readonly account: Account }
  /** Before the first message: the series that this tab kept over a reload. */
  | { readonly type: 'restored'; readonly kept: SeriesBySource };

const noEvaluator = newEvaluator();

export const initialState: MonitorState = {
  connection: { kind: 'opening' },
  account: null,
  transport: null,
  sources: new Map(),
  arriving: new Map(),
  confirmed: new Set(),
  evaluator: noEvaluator,
  arrivingEvaluator: noEvaluator,
  firstMessageAtMs: null,
  hasSettled: false,
  unreadable: null,
  kept: new Map(),
};

export function reduce(state: MonitorState, action: Action): MonitorState {
  switch (action.type) {
    case 'connection':
      return connected(state, action.connection);
    case 'opened':
      return {
        ...state,
        connection: { kind: 'open', sinceMs: action.atMs },
        arriving: new Map(),
        confirmed: new Set(),
        arrivingEvaluator: newEvaluator(state.evaluator),
        firstMessageAtMs: null,
        unreadable: null,
      };
    case 'ended':
      return ended(state, action);
    case 'transport':
      return { ...state, transport: action.transport };
    case 'message':
      return takeMessage(begun(state, action.receivedAtMs), action.incoming, action.receivedAtMs);
    case 'settled':
      return settled(state);
    case 'unreadable':
      return { ...state, unreadable: action.why };
    case 'account':
      return permitted(state, action.account);
    case 'restored':
      return { ...state, kept: action.kept };
  }
}

/** Forgets what was shown: the person at this browser from now on may be another one. */
function ended({ account }: MonitorState, { type: _, ...how }: Extract<Action, { type: 'ended' }>): MonitorState {
  return { ...initialState, account: how.reason === 'forbidden' ? account : null, connection: { kind: 'ended', ...how } };
}

/** Forgets the daemons that an account may not see, or not any more. Its connection does not tell that they are gone. */
function permitted(state: MonitorState, account: Account): MonitorState {
  const { sources } = account;
  if (sources === null) {
    return { ...state, account };
  }
  const only = <T>(held: ReadonlyMap<string, T>) => new Map([...held].filter(([name]) => sources.includes(name)));
  return { ...state, account, sources: only(state.sources), arriving: only(state.arriving), kept: only(state.kept) };
}

function connected(state: MonitorState, connection: Exclude<Connection, Ended>): MonitorState {
  const isLost = connection.kind === 'waiting' || connection.kind === 'retrying';
  return { ...state, connection, sources: isLost ? watchedUntil(state.sources, connection.sinceMs) : state.sources };
}

/**
 * The daemons, with nothing known of them from when the connection was lost, or from when news were missing: it is found dead long after
 * it died where the machine slept.
 */
function watchedUntil(sources: MonitorState['sources'], lostAtMs: number): MonitorState['sources'] {
  return new Map(
    [...sources].map(([name, view]) => {
      const series = left(view.series, Math.min(lostAtMs, freshUntilMs(view)));
      return [name, series === view.series ? view : { ...view, series }];
    }),
  );
}

const begun = (state: MonitorState, nowMs: number): MonitorState =>
  state.firstMessageAtMs === null ? { ...state, firstMessageAtMs: nowMs } : state;

function takeMessage(state: MonitorState, incoming: Incoming, receivedAtMs: number): MonitorState {
  const name = incoming.message.source;
  if (name === monitorSource) {
    return takeOfMonitor(state, incoming, receivedAtMs);
  }
  const isEvaluated = !isEvaluatorSilent(state, receivedAtMs);
  if (state.confirmed.has(name)) {
    const held = state.sources.get(name) ?? newSource(name);
    const taken = take(held, incoming, receivedAtMs, isEvaluated);
    return taken === held ? state : { ...state, sources: new Map(state.sources).set(name, taken) };
  }
  const before = state.arriving.get(name) ?? arrivingSource(state, name);
  const taken = take(before, incoming, receivedAtMs, isEvaluated);
  return taken.complete ? confirm(state, taken) : { ...state, arriving: new Map(state.arriving).set(name, taken) };
}

/** The monitor itself is not a daemon: what is said of it is kept apart from them. */
function takeOfMonitor(state: MonitorState, incoming: Incoming, receivedAtMs: number): MonitorState {
  const held = state.arrivingEvaluator ?? state.evaluator;
  const taken = takeFromEvaluator(held, incoming, receivedAtMs);
  if (taken === held) {
    return state;
  }
  const isWhole = state.arrivingEvaluator === null || incoming.kind === 'heartbeat';
  return isWhole ? { ...state, evaluator: taken, arrivingEvaluator: null } : { ...state, arrivingEvaluator: taken };
}

function arrivingSource(state: MonitorState, name: string): SourceView {
  const held = state.sources.get(name);
  const fresh = newSource(name, held);
  return held ? fresh : { ...fresh, series: state.kept.get(name) ?? [] };
}

function confirm(state: MonitorState, whole: SourceView): MonitorState {
  const arriving = new Map(state.arriving);
  arriving.delete(whole.name);
  return {
    ...state,
    arriving,
    confirmed: new Set(state.confirmed).add(whole.name),
    sources: new Map(state.sources).set(whole.name, whole),
  };
}

function settled(state: MonitorState): MonitorState {
  const gone = [...state.sources.keys()].filter((name) => !state.confirmed.has(name) && !state.arriving.has(name));
  const evaluator = state.arrivingEvaluator === null ? state.evaluator : noEvaluator;
  if (gone.length === 0 && state.hasSettled && evaluator === state.evaluator) {
    return state;
  }
  const sources = new Map([...state.sources].filter(([name]) => !gone.includes(name)));
  return { ...state, hasSettled: true, sources: gone.length === 0 ? state.sources : sources, evaluator };
}
