import { backOffMs, pauseMs } from '../connection/backOff';
import { HubClock } from '../connection/hubClock';
import { reasonOf } from '../connection/hubError';
import { type HubHandlers, HubLink, isOfNegotiation } from '../connection/hubLink';
import { refusalOf } from '../connection/refusal';
import { withTimeout } from '../connection/withTimeout';
import type { Closing } from '../contract/messages';
import type { MonitorState, Transport } from '../state/monitor';
import { createStore } from '../state/store';

/** Where the hub is, and who asks. */
export interface ClientOptions {
  /** The monitor's address, such as `https://monitor.example`, with the path below which a proxy serves it. */
  readonly url: string;
  /** Provides a bearer token for every connect, such as a service token (`fxm_…`); asked again after a refusal. It has 7.5 s. */
  readonly token: () => string | Promise<string>;
  /** Makes a connection; for tests. */
  readonly newLink?: (handlers: HubHandlers, transport: Transport, token: () => Promise<string>) => HubLink;
}

/** The hub refuses the client, and trying again would not help. */
export class MonitorRefusedError extends Error {}

const transports: readonly Transport[] = ['webSockets', 'serverSentEvents', 'longPolling'];
/** How long an attempt to connect may take. */
const openMs = 15_000;
/** How long the source of tokens may take: a connection that waits for its token cannot be closed. */
const tokenMs = openMs / 2;
/** The longest wait that a hub may ask for. */
const longestAskedMs = 24 * 60 * 60_000;
/** How long after its opening a connection has sent everything that is there. */
const settleMs = 5000;
/** After how many refusals in a row the client stops. */
const mostRefusals = 3;

/** Keeps a state by the hub's messages: tries for ever, waits as the hub asks, and stops only where trying again would not help. */
export class MonitorClient {
  private readonly store = createStore();
  private readonly clock = new HubClock();
  private link: HubLink | null = null;
  private isStopped = false;
  private refusals = 0;
  private closings = 0;
  private attempt = 0;
  private failedTransports = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly options: ClientOptions) {}

  /** Everything that is known now. */
  get state(): MonitorState {
    return this.store.state;
  }

  /** The open connection, for calls; null while there is none. */
  get open(): HubLink | null {
    return this.link?.isOpen ? this.link : null;
  }

  /** Now, by the hub's clock, in milliseconds since 1970. */
  nowMs(): number {
    return this.clock.nowMs();
  }

  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  /** Connects, and goes on until `stop`. Rejects with a `MonitorRefusedError` if the hub refuses the client for good. */
  async run(): Promise<void> {
    while (!this.isStopped) {
      const waitMs = await this.connectOnce();
      if (!this.isStopped) {
        await this.wait(waitMs);
      }
    }
  }

  /** Closes the connection; `run` then ends. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.link?.close();
  }

  /** Watches over one connection. Returns how long to wait before the next. */
  private async connectOnce(): Promise<number> {
    this.attempt += 1;
    let closing: Closing | null = null;
    let failure: { readonly error: unknown } | null = null;
    let settle: ReturnType<typeof setTimeout> | undefined;
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    let hasBegun = false;
    // The first messages may come before the connection counts as open.
    const begin = () => {
      if (!hasBegun) {
        hasBegun = true;
        this.store.dispatch({ type: 'opened', atMs: this.clock.nowMs() });
      }
    };
    const link = this.newLink({
      onMessage: (incoming) => {
        begin();
        this.store.dispatch({ type: 'message', incoming, receivedAtMs: this.clock.nowMs() });
      },
      onClosing: (notice) => {
        closing = notice;
      },
      onUnreadable: (why) => this.store.dispatch({ type: 'unreadable', why }),
      onClosed: () => ended(),
    });
    this.link = link;
    try {
      await withTimeout(openMs, link.open());
      begin();
      this.clock.reset();
      await withTimeout(
        openMs,
        this.clock.ask(() => link.clock()),
      );
      settle = setTimeout(() => this.settled(), settleMs);
      await end;
    } catch (error) {
      failure = { error };
      await link.close();
    } finally {
      clearTimeout(settle);
    }
    // A hub that lets the caller in and then closes has said why.
    return failure && !closing ? this.afterFailure(failure.error) : this.afterEnd(closing);
  }

  private newLink(handlers: HubHandlers): HubLink {
    const transport = transports[this.failedTransports % transports.length] ?? 'webSockets';
    const { newLink, url, token } = this.options;
    const timedToken = () => withTimeout(tokenMs, Promise.resolve().then(token));
    return (
      newLink?.(handlers, transport, timedToken) ??
      new HubLink(handlers, transport, `${url.replace(/\/$/, '')}/hubs/dashboard`, timedToken)
    );
  }

  private settled(): void {
    this.attempt = 0;
    this.refusals = 0;
    this.closings = 0;
    this.store.dispatch({ type: 'settled' });
  }

  private afterEnd(closing: Closing | null): number {
    if (closing?.reason === 'signed-out' || closing?.reason === 'forbidden') {
      throw this.refused(`The hub closed the connection: ${closing.reason}.`, closing.reason);
    }
    if (closing?.reason === 'expired') {
      this.countRefusal('the credentials have expired');
    }
    return this.lost(closing ? this.askedMs(closing) : backOffMs(this.attempt), closing);
  }

  /** A hub that lets the client in and closes again and again, and asks for no wait, is not asked without a pause. */
  private askedMs({ reason, retryAfterSeconds }: Closing): number {
    const askedMs = reason === 'expired' ? 0 : Math.min(Math.max(retryAfterSeconds, 0) * 1000, longestAskedMs);
    this.closings += 1;
    return this.closings === 1 ? askedMs : Math.max(askedMs, pauseMs(this.attempt));
  }

  private afterFailure(error: unknown): number {
    const status = refusalOf(error)?.status;
    if (status === 401 || status === 403) {
      this.countRefusal(reasonOf(error));
    } else if (!isOfNegotiation(error)) {
      // The hub agreed to a connection, and its transport does not get through: the next attempt takes another one.
      this.failedTransports += 1;
    }
    return this.lost(backOffMs(this.attempt), null);
  }

  private countRefusal(why: string): void {
    this.refusals += 1;
    if (this.refusals >= mostRefusals) {
      throw this.refused(`The hub refuses the client: ${why}. It has tried ${mostRefusals} times and stops.`, 'signed-out');
    }
  }

  private refused(why: string, reason: 'signed-out' | 'forbidden'): MonitorRefusedError {
    this.store.dispatch({ type: 'ended', reason });
    return new MonitorRefusedError(why);
  }

  private lost(waitMs: number, closing: Closing | null): number {
    const nowMs = this.clock.nowMs();
    const retryAtMs = nowMs + waitMs;
    this.store.dispatch({
      type: 'connection',
      connection: { kind: 'waiting', sinceMs: nowMs, attempt: this.attempt + 1, retryAtMs, reason: closing?.reason ?? null },
    });
    return waitMs;
  }

  private wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
