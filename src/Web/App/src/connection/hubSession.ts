import type { Account, Transport } from '../state/monitor';
import type { Store } from '../state/store';
import { ClockWatch } from './clockWatch';
import { takeEarlySocket } from './earlySocket';
import { FirstMessages } from './firstMessages';
import type { HubClock } from './hubClock';
import { type HubHandlers, HubLink } from './hubLink';
import { LivenessProof } from './livenessProof';
import { type Outcome, openLink } from './openLink';
import { Transports } from './transports';
import { Tries } from './tries';
import { watchReturn } from './watchReturn';

/** How long a new connection may take from its first message on to send everything that is there. */
const settleMs = 5000;
/** After this time a connection that has sent nothing counts as open: a hub without daemons has nothing to send. */
const quietMs = 5000;
/** How long a try may have taken when the network or the tab comes back: one from before may hang in what is gone. */
const hungMs = 2000;
/**
 * Keeps the page connected: unlimited tries, at once when the network or the tab comes back, none after `signed-out` and `forbidden`,
 * and after `expired` one with what credentials there are.
 */
export class HubSession {
  private readonly clockWatch: ClockWatch;
  private readonly proof: LivenessProof;
  private link: HubLink | null = null;
  private triedAtMs = 0;
  private readonly tries: Tries;
  private readonly transports = new Transports();
  private known: Account | null = null;
  /** Whether the connection has brought something. */
  private hasBegun = false;
  /** Counts messages: any message shows that the connection is alive. */
  private heard = 0;
  private readonly messages = new FirstMessages((incoming) =>
    this.store.dispatch({ type: 'message', incoming, receivedAtMs: this.clock.nowMs() }),
  );
  constructor(
    private readonly store: Store,
    private readonly clock: HubClock,
    private readonly newLink: (handlers: HubHandlers, transport: Transport, early: WebSocket | null) => HubLink = (
      handlers,
      transport,
      early,
    ) => new HubLink(handlers, transport, undefined, undefined, early),
  ) {
    this.clockWatch = new ClockWatch(clock);
    this.proof = new LivenessProof(clock);
    this.tries = new Tries(store, clock, () => void this.connect());
  }

  /** The open connection, for calls; null while there is none. */
  get open(): HubLink | null {
    return this.link?.isOpen ? this.link : null;
  }

  /** `known`: who is signed in, if the document said so. */
  start(known: Account | null = null): void {
    this.known = known;
    watchReturn(
      () => this.cameBack(),
      () => this.wentOffline(),
    );
    void this.connect();
  }

  /** Tries now, without waiting any longer. */
  readonly tryNow = (): void => {
    if (this.store.state.connection.kind === 'waiting') {
      void this.connect();
    }
  };

  /** Closes the connection, and makes no other one: the person has signed out. */
  leave(): void {
    const { link } = this;
    this.tries.stop();
    takeEarlySocket(false);
    this.tries.end('signed-out');
    if (link) {
      this.letGo(link);
    }
  }

  /** Asks an open connection whether it lives, and takes another where it does not. */
  async prove(): Promise<void> {
    const link = this.open;
    if (link && !(await this.proof.lives(link, () => this.heard)) && link === this.link && link.isOpen) {
      this.letGo(link);
      this.tries.isWanted = true;
      this.closed();
    }
  }

  /** The browser has no network any more. Waiting for the connection to break would show old figures as live ones for seconds. */
  private wentOffline(): void {
    const link = this.open;
    if (link) {
      this.letGo(link);
      this.closed();
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
    this.tries.isWanted = true;
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
    this.transports.startOver();
    this.tries.begin();
    await this.tryTransport();
  }

  /** Tries to connect with the next transport, and with each after it that is left. */
  private async tryTransport(): Promise<void> {
    this.triedAtMs = Date.now();
    this.tries.trying();
    this.hasBegun = false;
    this.messages.drop();
    const transport = this.transports.next();
    const { known } = this;
    this.known = null;
    const early = takeEarlySocket(transport === 'webSockets');
    const link = this.newLink(
      this.handlersOf(() => link),
      transport,
      early,
    );
    this.link = link;
    const goOn = (account: Account) => {
      const isNewest = link === this.link;
      if (isNewest) {
        this.store.dispatch({ type: 'account', account });
      }
      return isNewest;
    };
    const outcome = await openLink(link, goOn, known);
    // The outcome of a try that was replaced does not matter.
    if (link !== this.link) {
      return;
    }
    if (outcome.kind === 'not-opened' && early?.readyState === WebSocket.CLOSED) {
      // The host may have refused it, and says why only to who negotiates.
      this.letGo(link);
      await this.tryTransport();
    } else {
      this.take(outcome, link);
    }
  }

  private take(outcome: Outcome, link: HubLink): void {
    if (outcome.kind === 'opened') {
      if (link.isOpen) {
        this.opened(link);
      }
      return;
    }
    this.letGo(link);
    if (outcome.kind === 'failed') {
      this.tries.refused(outcome.refusal);
    } else if (this.tries.closing) {
      // The hub let go before the connection was open, and has said why.
      this.closed();
    } else if (this.transports.failed(link.transport)) {
      void this.tryTransport();
    } else {
      this.tries.wait('blocked');
    }
  }

  private opened(link: HubLink): void {
    this.transports.opened();
    this.store.dispatch({ type: 'transport', transport: link.transport });
    setTimeout(() => {
      if (link === this.link && link.isOpen && !this.hasBegun) {
        this.tries.opened();
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
          this.tries.closing = closing;
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
    this.tries.opened();
    // Counted from here and not from opening: over a bad line the first message takes long, and everything known would be dropped.
    setTimeout(() => {
      if (link === this.link && link.isOpen) {
        this.store.dispatch({ type: 'settled' });
      }
    }, settleMs);
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
    this.tries.lost();
  }
}
