import type { Closing } from '../contract/messages';
import type { Store } from '../state/store';
import { fetchAccount } from './account';
import { backOffMs } from './backOff';
import type { HubClock } from './hubClock';
import { type HubHandlers, HubLink } from './hubLink';

/** How long a new connection may take to send everything that is there. */
const settleMs = 5000;
const clockEveryMs = 30_000;
const clockAsks = 3;

/**
 * Keeps the page connected: unlimited tries, at once when the network or the tab comes back, none after `signed-out` and `forbidden`,
 * and after `expired` one with what credentials there are.
 */
export class HubSession {
  private link: HubLink | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private clockTimer: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private lostAtMs = 0;
  private closing: Closing | null = null;
  private ended = false;

  constructor(
    private readonly store: Store,
    private readonly clock: HubClock,
    private readonly newLink: (handlers: HubHandlers) => HubLink = (handlers) => new HubLink(handlers),
  ) {}

  /** The open connection, for calls; null while there is none. */
  get open(): HubLink | null {
    return this.link?.isOpen ? this.link : null;
  }

  start(): void {
    window.addEventListener('online', this.tryNow);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        this.tryNow();
      }
    });
    void this.connect();
  }

  /** Cuts the wait for the next try short. */
  readonly tryNow = (): void => {
    if (this.store.state.connection.kind === 'waiting') {
      clearTimeout(this.retry);
      void this.connect();
    }
  };

  private async connect(): Promise<void> {
    this.attempt += 1;
    if (this.store.state.connection.kind !== 'opening') {
      this.store.dispatch({
        type: 'connection',
        connection: { kind: 'retrying', sinceMs: this.lostAtMs, attempt: this.attempt },
      });
    }
    this.closing = null;
    const link = this.newLink(this.handlersOf(() => link));
    this.link = link;
    try {
      // Asked first: the hub's refusal of a connection does not tell a page why.
      const account = await fetchAccount();
      if (account === 'signed-out') {
        this.end('signed-out');
        return;
      }
      this.store.dispatch({ type: 'account', account });
      await link.open();
    } catch {
      // The host cannot be reached, which the page says by waiting for the next try.
      this.wait();
      return;
    }
    this.opened(link);
  }

  private opened(link: HubLink): void {
    this.attempt = 0;
    this.clock.reset();
    setTimeout(() => link === this.link && this.store.dispatch({ type: 'settled' }), settleMs);
    clearInterval(this.clockTimer);
    this.clockTimer = setInterval(() => void this.askClock(link), clockEveryMs);
    void this.askClock(link);
  }

  private async askClock(link: HubLink): Promise<void> {
    for (let ask = 0; ask < clockAsks && link.isOpen; ask += 1) {
      try {
        await this.clock.ask(() => link.clock());
      } catch {
        // The connection is closing, which it says itself.
        return;
      }
    }
  }

  private handlersOf(own: () => HubLink): HubHandlers {
    let isFirst = true;
    return {
      onMessage: (incoming) => {
        if (isFirst) {
          // Here and not when `open` returns: the first messages come before that.
          isFirst = false;
          this.store.dispatch({ type: 'opened', atMs: Date.now() });
        }
        this.store.dispatch({ type: 'message', incoming, receivedAtMs: this.clock.nowMs() });
      },
      onClosing: (closing) => {
        this.closing = closing;
      },
      onUnreadable: (why) => this.store.dispatch({ type: 'unreadable', why }),
      onClosed: () => {
        if (own() === this.link) {
          this.closed();
        }
      },
    };
  }

  private closed(): void {
    clearInterval(this.clockTimer);
    if (this.closing?.reason === 'signed-out' || this.closing?.reason === 'forbidden') {
      this.end(this.closing.reason);
      return;
    }
    this.wait();
  }

  private wait(): void {
    if (this.ended) {
      return;
    }
    const before = this.store.state.connection;
    if (before.kind === 'open' || before.kind === 'opening') {
      this.lostAtMs = Date.now();
    }
    const told = this.closing ? this.closing.retryAfterSeconds * 1000 : 0;
    const waitMs = Math.max(told, this.closing?.reason === 'expired' ? 0 : backOffMs(this.attempt + 1));
    const retryAtMs = Date.now() + waitMs;
    this.store.dispatch({
      type: 'connection',
      connection: {
        kind: 'waiting',
        sinceMs: this.lostAtMs,
        attempt: this.attempt + 1,
        retryAtMs,
        reason: this.closing?.reason ?? null,
      },
    });
    this.retry = setTimeout(() => void this.connect(), waitMs);
  }

  private end(reason: 'signed-out' | 'forbidden'): void {
    this.ended = true;
    this.store.dispatch({ type: 'connection', connection: { kind: 'ended', reason } });
  }
}
