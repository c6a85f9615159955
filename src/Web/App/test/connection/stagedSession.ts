import { afterEach, beforeEach, vi } from 'vitest';
import { HubClock } from '../../src/connection/hubClock';
import { HubSession } from '../../src/connection/hubSession';
import { createStore, type Store } from '../../src/state/store';
import { FakeHub } from './fakeHub';

export const account = {
  kind: 'person',
  email: 'ada@example.com',
  roles: ['viewer'],
  sources: null,
  operatesSources: null,
  dashboards: [],
};
export const signedIn = async () => Response.json(account);
export const unreachable = async () => Promise.reject(new TypeError('Failed to fetch'));
export const answer = (code: number) => async () => new Response(null, { status: code });

/** Lets everything go on that waits for nothing but its turn. */
export const settle = () => vi.advanceTimersByTimeAsync(0);

/** A page's session with a hub that the test plays, made again for each test; time only passes where the test lets it. */
export class SessionStage {
  store: Store = createStore();
  hub = new FakeHub();
  clock = new HubClock();
  fetched = vi.fn<typeof fetch>(signedIn);

  async start(): Promise<HubSession> {
    const session = new HubSession(this.store, this.clock, this.hub.newLink);
    session.start();
    await settle();
    return session;
  }

  async startOpen(): Promise<HubSession> {
    const session = await this.start();
    this.hub.newest.sendAll();
    return session;
  }

  kind(): string {
    return this.store.state.connection.kind;
  }

  /** The names of the daemons that are shown. */
  names(): readonly string[] {
    return [...this.store.state.sources.keys()];
  }

  remainingMs(): number {
    const { connection } = this.store.state;
    if (connection.kind !== 'waiting') {
      throw new Error(`Not waiting, but ${connection.kind}`);
    }
    return connection.retryAtMs - Date.now();
  }

  async comeBackInEveryWay(): Promise<void> {
    goOnline();
    returnToTab();
    await vi.advanceTimersByTimeAsync(120_000);
  }
}

export const goOnline = () => window.dispatchEvent(new Event('online'));
export const returnToTab = () => document.dispatchEvent(new Event('visibilitychange'));

/** Sets the stage before each test of a group, and clears it after. */
export function stagedSession(): SessionStage {
  const stage = new SessionStage();
  let undo: AbortController;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    Object.assign(stage, new SessionStage());
    vi.stubGlobal('fetch', stage.fetched);
    undo = listenersUntil();
  });
  afterEach(() => {
    undo.abort();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  return stage;
}

/** Takes away with an abort what a test's session listens to on window and document, so that the next test's is alone. */
function listenersUntil(): AbortController {
  const undo = new AbortController();
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target) as (type: string, heard: EventListener, options: object) => void;
    vi.spyOn(target, 'addEventListener').mockImplementation((type: string, heard: EventListenerOrEventListenerObject | null) =>
      add(type, heard as EventListener, { signal: undo.signal }),
    );
  }
  return undo;
}
