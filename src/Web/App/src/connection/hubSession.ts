import type { Closing } from '../contract/messages';
import type { Store } from '../state/store';
import { fetchAccount } from './account';
import { backOffMs } from './backOff';
import { ClockWatch } from './clockWatch';
import { FirstMessages } from './firstMessages';
import type { HubClock } from './hubClock';
import { type HubHandlers, HubLink, refusalOf } from './hubLink';
import { withTimeout } from './withTimeout';

/** How long a new connection may take from its first message on to send everything that is there. */
const settleMs = 5000;
/** After this time a connection that has sent nothing counts as open: a hub without daemons has nothing to send. */
const quietMs = 5000;
/** How long one try may take. A network that drops every packet would otherwise block it for minutes. */
const tryMs = 15_000;
/** How long a try may have taken when the network or the tab comes back: one from before may hang in what is gone. */
const hungMs = 2000;
/** How long a connection that may have died unnoticed, as while the machine slept, has to show that it has not. */
const proofMs = 4000;
/** If the session expires twice within this time, the browser has no fresh credentials. */
const expiredAgainMs = 60_000;

type End = 'signed-out' | 'forbidden';

/**
 * Keeps the page connected: unlimited tries, at once when the network or the tab comes back, none after `signed-out` and `forbidden`,
 * and after `expired` one with what credentials there are.
 */
export class HubSession {
  private readonly clockWatch: ClockWatch;
  private link: HubLink | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private triedAtMs = 0;
  /** By the hub's clock. */
  private lostAtMs = 0;
  private expiredAtMs = Number.NEGATIVE_INFINITY;
  private closing: Closing | null = null;
  /** Whether the connection has brought something. */
  private hasBegun = false;
  /** Whether the network or the tab came back while a try from before was under way. */
  private isTryWanted = false;
  private isProving = false;
  /** Counts messages: any message shows that the connection is alive. */
  private heard = 0;
  private readonly messages = new FirstMessages((incoming) =>
    this.store.dispatch({ type: 'message', incoming, receivedAtMs: this.clock.nowMs() }),
  );

  constructor(
    private readonly store: Store,
    private readonly clock: HubClock,
    private readonly newLink: (handlers: HubHandlers) => HubLink = (handlers) => new HubLink(handlers),
  ) {
    this.clockWatch = new ClockWatch(clock);
  }

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

  /** Tries now, without waiting any longer. */
  readonly tryNow = (): void => {
    if (this.store.state.connection.kind === 'waiting') {
      void this.connect();
    }
  };

  /**
   * Asks an open connection whether it lives, and takes another where it does not answer. By its time, so that the clock is set again
   * as well: the machine may have slept, or the hub's clock been set.
   */
  async prove(): Promise<void> {
    const link = this.open;
    if (!link || this.isProving) {
      return;
    }
    this.isProving = true;
    const { heard } = this;
    try {
      await withTimeout(
        proofMs,
        this.clock.ask(() => link.clock()),
      );
    } catch {
      // It has closed in the meantime, or it is dead. A connection that still brings messages is only slow.
      if (link === this.link && link.isOpen && heard === this.heard) {
        this.letGo(link);
        this.isTryWanted = true;
        this.closed();
      }
    } finally {
      this.isProving = false;
    }
  }

  private cameBack(): void {
    const { kind } = this.store.state.connection;
    if (kind === 'open') {
      void this.prove();
    } else if (this.link && !this.link.isOpen && (kind === 'opening' || kind === 'retrying')) {
      this.hurry(this.link);
    } else {
      this.tryNow();
    }
  }

  /** Gives the current try a moment more, then replaces it by another. */
  private hurry(link: HubLink): void {
    this.isTryWanted = true;
    setTimeout(
      () => {
        if (link === this.link && !link.isOpen) {
          this.letGo(link);
          void this.connect();
        }
      },
      Math.max(0, this.triedAtMs + hungMs - Date.now()),
    );
  }

  private async connect(): Promise<void> {
    clearTimeout(this.retry);
    this.attempt += 1;
    this.triedAtMs = Date.now();
    this.isTryWanted = false;
    if (this.store.state.connection.kind !== 'opening') {
      const { lostAtMs, attempt } = this;
      this.store.dispatch({ type: 'connection', connection: { kind: 'retrying', sinceMs: lostAtMs, attempt } });
    }
    this.closing = null;
    this.hasBegun = false;
    this.messages.drop();
    const link = this.newLink(this.handlersOf(() => link));
    this.link = link;
    try {
      const end = await withTimeout(tryMs, this.opening(link));
      if (end && link === this.link) {
        this.end(end);
      } else if (link.isOpen && link === this.link) {
        this.opened(link);
      }
    } catch (error) {
      // The outcome of a try that was replaced does not matter.
      if (link === this.link) {
        this.letGo(link);
        this.failed(refusalOf(error));
      }
    }
  }

  /** Opens a connection. Returns why there must be none if the host says so, otherwise null. */
  private async opening(link: HubLink): Promise<End | null> {
    // Asked first, because the hub's refusal of a connection does not say who is signed in.
    const account = await fetchAccount();
    if (typeof account === 'string') {
      return account;
    }
    if (link === this.link) {
      this.store.dispatch({ type: 'account', account });
      await link.open();
    }
    return null;
  }

  private failed(status: number | null): void {
    if (status === 401 || status === 403) {
      this.end(status === 401 ? 'signed-out' : 'forbidden');
    } else {
      // Either the hub let go before the connection was open, and may have said why, or the host cannot be reached, which the page says by
      // waiting for the next try.
      this.closed();
    }
  }

  private opened(link: HubLink): void {
    setTimeout(() => {
      if (link === this.link && link.isOpen && !this.hasBegun) {
        this.sayOpen();
      }
    }, quietMs);
    this.clockWatch.start(link, () => {
      if (link === this.link && link.isOpen) {
        this.messages.release();
      }
    });
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
          this.heard += 1;
          this.begin(own());
          this.messages.take(incoming);
        }),
      onClosing: (closing) =>
        ifOwn(() => {
          this.closing = closing;
        }),
      onUnreadable: (why) => ifOwn(() => this.store.dispatch({ type: 'unreadable', why })),
      onClosed: () => ifOwn(() => this.closed()),
    };
  }

  /** Called with the first message and not when `open` returns: the first messages come before that, and a hub that closes at once has refused us. */
  private begin(link: HubLink): void {
    if (this.hasBegun) {
      return;
    }
    this.hasBegun = true;
    this.sayOpen();
    // Counted from here and not from opening: over a bad line the first message takes long, and everything known would be dropped.
    setTimeout(() => {
      if (link === this.link && link.isOpen) {
        this.store.dispatch({ type: 'settled' });
      }
    }, settleMs);
  }

  private sayOpen(): void {
    this.attempt = 0;
    this.isTryWanted = false;
    if (this.store.state.connection.kind !== 'open') {
      this.store.dispatch({ type: 'opened', atMs: this.clock.nowMs() });
    }
  }

  /** Closes a connection and ignores what it still sends. */
  private letGo(link: HubLink): void {
    this.link = null;
    this.clockWatch.stop();
    // Nobody waits for it, and whether it succeeds does not matter.
    void link.close().catch(() => undefined);
  }

  private closed(): void {
    // Timers of this connection then see that it is gone.
    this.link = null;
    this.clockWatch.stop();
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
      this.lostAtMs = this.clock.nowMs();
    }
    const waitMs = this.waitMs();
    const connection = {
      kind: 'waiting' as const,
      sinceMs: this.lostAtMs,
      attempt: this.attempt + 1,
      retryAtMs: this.clock.nowMs() + waitMs,
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
    this.link = null;
    this.store.dispatch({ type: 'ended', reason, atMs: this.clock.nowMs() });
  }
}
