import type { Closing } from '../contract/messages';
import type { Store } from '../state/store';
import { fetchAccount } from './account';
import { backOffMs } from './backOff';
import type { HubClock } from './hubClock';
import { type HubHandlers, HubLink, refusalOf } from './hubLink';
import { within } from './within';

/** How long a new connection may take to send everything that is there. */
const settleMs = 5000;
const clockEveryMs = 30_000;
const clockAsks = 3;
/** How long one try may take: a network that swallows everything would otherwise hold it for minutes. */
const tryMs = 15_000;
/** How long a connection that may have died unnoticed, as while the machine slept, has to show that it has not. */
const proofMs = 4000;
/** Whose session is said to have expired once more within this time has no credentials that are fresh. */
const expiredAgainMs = 60_000;

type End = 'signed-out' | 'forbidden';

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
  private expiredAtMs = Number.NEGATIVE_INFINITY;
  private closing: Closing | null = null;
  /** Whether the connection has brought something. */
  private hasBegun = false;
  /** Whether the network or the tab came back while a try from before was under way. */
  private isTryWanted = false;

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
    window.addEventListener('online', () => this.cameBack());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        this.cameBack();
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

  private cameBack(): void {
    this.isTryWanted = this.store.state.connection.kind === 'retrying';
    this.tryNow();
    if (this.link?.isOpen) {
      void this.prove(this.link);
    }
  }

  /** Asks an open connection whether it lives, and takes another where it does not answer. */
  private async prove(link: HubLink): Promise<void> {
    try {
      await within(proofMs, link.clock());
    } catch {
      // It has closed by itself meanwhile, or is as good as closed.
      if (link === this.link && link.isOpen) {
        this.letGo(link);
        this.isTryWanted = true;
        this.closed();
      }
    }
  }

  private async connect(): Promise<void> {
    this.attempt += 1;
    this.isTryWanted = false;
    if (this.store.state.connection.kind !== 'opening') {
      const { lostAtMs, attempt } = this;
      this.store.dispatch({ type: 'connection', connection: { kind: 'retrying', sinceMs: lostAtMs, attempt } });
    }
    this.closing = null;
    this.hasBegun = false;
    const link = this.newLink(this.handlersOf(() => link));
    this.link = link;
    try {
      const end = await within(tryMs, this.opening(link));
      if (end) {
        this.end(end);
      } else if (link.isOpen) {
        this.opened(link);
      }
    } catch (error) {
      this.letGo(link);
      this.failed(refusalOf(error));
    }
  }

  /** Opens a connection; why there shall be none, where the host says so. */
  private async opening(link: HubLink): Promise<End | null> {
    // Asked first: the hub's refusal of a connection does not tell a page who is signed in.
    const account = await fetchAccount();
    if (typeof account === 'string') {
      return account;
    }
    this.store.dispatch({ type: 'account', account });
    if (link === this.link) {
      await link.open();
    }
    return null;
  }

  private failed(status: number | null): void {
    if (status === 401 || status === 403) {
      this.end(status === 401 ? 'signed-out' : 'forbidden');
    } else {
      // The host cannot be reached, which the page says by waiting for the next try.
      this.wait();
    }
  }

  private opened(link: HubLink): void {
    setTimeout(() => {
      if (link === this.link && link.isOpen) {
        this.begin();
        this.store.dispatch({ type: 'settled' });
      }
    }, settleMs);
    this.clock.reset();
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
    const ifOwn = (act: () => void) => {
      if (own() === this.link) {
        act();
      }
    };
    return {
      onMessage: (incoming) =>
        ifOwn(() => {
          this.begin();
          this.store.dispatch({ type: 'message', incoming, receivedAtMs: this.clock.nowMs() });
        }),
      onClosing: (closing) =>
        ifOwn(() => {
          this.closing = closing;
        }),
      onUnreadable: (why) => ifOwn(() => this.store.dispatch({ type: 'unreadable', why })),
      onClosed: () => ifOwn(() => this.closed()),
    };
  }

  /** With the first message and not when `open` returns: the first come before that, and a hub that lets go at once has not let us in. */
  private begin(): void {
    if (!this.hasBegun) {
      this.hasBegun = true;
      this.attempt = 0;
      this.store.dispatch({ type: 'opened', atMs: Date.now() });
    }
  }

  /** What a connection still says after this goes unheard. */
  private letGo(link: HubLink): void {
    this.link = null;
    clearInterval(this.clockTimer);
    // It may take as long as it likes, and whether it succeeds matters to nobody.
    void link.close().catch(() => undefined);
  }

  private closed(): void {
    clearInterval(this.clockTimer);
    const reason = this.closing?.reason;
    if (reason === 'signed-out' || reason === 'forbidden') {
      this.end(reason);
    } else if (reason === 'expired' && Date.now() - this.expiredAtMs < expiredAgainMs) {
      this.end('signed-out');
    } else {
      this.expiredAtMs = reason === 'expired' ? Date.now() : this.expiredAtMs;
      this.wait();
    }
  }

  private wait(): void {
    const before = this.store.state.connection;
    if (before.kind === 'open' || before.kind === 'opening') {
      this.lostAtMs = Date.now();
    }
    const waitMs = this.waitMs();
    const connection = {
      kind: 'waiting' as const,
      sinceMs: this.lostAtMs,
      attempt: this.attempt + 1,
      retryAtMs: Date.now() + waitMs,
      reason: this.closing?.reason ?? null,
    };
    this.store.dispatch({ type: 'connection', connection });
    this.retry = setTimeout(() => void this.connect(), waitMs);
  }

  private waitMs(): number {
    if (this.isTryWanted || this.closing?.reason === 'expired') {
      return 0;
    }
    return Math.max((this.closing?.retryAfterSeconds ?? 0) * 1000, backOffMs(this.attempt + 1));
  }

  private end(reason: End): void {
    this.store.dispatch({ type: 'connection', connection: { kind: 'ended', reason } });
  }
}
