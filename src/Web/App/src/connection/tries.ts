import type { Closing } from '../contract/messages';
import type { Store } from '../state/store';
import { backOffMs } from './backOff';
import type { HubClock } from './hubClock';
import type { Refusal } from './refusal';

/** If the session expires twice within this time, the browser has no fresh credentials. */
const expiredAgainMs = 60_000;

type End = 'signed-out' | 'forbidden';

/** What follows a connection that was lost or refused: the next try after some time, or the end. The state says which. */
export class Tries {
  /** What the hub said as it closed the newest connection; null if nothing. */
  closing: Closing | null = null;
  /** Whether the network or the tab came back while a try from before was under way. */
  isWanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  /** By the hub's clock. */
  private lostAtMs = 0;
  private expiredAtMs = Number.NEGATIVE_INFINITY;
  /** What the hub said before it went: it holds for the tries that follow. */
  private announced: 'restarting' | null = null;

  constructor(
    private readonly store: Store,
    private readonly clock: HubClock,
    private readonly connect: () => void,
  ) {}

  /** Another try begins. Each transport that it takes is told by `trying`. */
  begin(): void {
    this.attempt += 1;
  }

  trying(): void {
    this.stop();
    this.isWanted = false;
    this.closing = null;
    if (this.store.state.connection.kind !== 'opening') {
      const { lostAtMs, attempt } = this;
      this.store.dispatch({
        type: 'connection',
        connection: { kind: 'retrying', sinceMs: lostAtMs, attempt, reason: this.announced },
      });
    }
  }

  opened(): void {
    this.attempt = 0;
    this.announced = null;
    this.isWanted = false;
    if (this.store.state.connection.kind !== 'open') {
      this.store.dispatch({ type: 'opened', atMs: this.clock.nowMs() });
    }
  }

  /** Makes no further try by itself. */
  stop(): void {
    clearTimeout(this.timer);
  }

  /** The host refused a connection (401, 403), cannot be reached, or has failed, which the page says by waiting for the next try. */
  refused(refusal: Refusal | null): void {
    if (refusal?.status === 401 || refusal?.status === 403) {
      this.end(refusal.status === 401 ? 'signed-out' : 'forbidden', refusal);
    } else {
      this.lost(refusal);
    }
  }

  /** A connection is gone. */
  lost(refusal: Refusal | null = null): void {
    const reason = this.closing?.reason;
    if (reason === 'signed-out') {
      this.end(reason);
    } else if (reason === 'forbidden') {
      this.store.dispatch({ type: 'ended', reason, isRevoked: true });
    } else if (reason === 'expired' && Date.now() - this.expiredAtMs < expiredAgainMs) {
      this.end('signed-out');
    } else {
      this.expiredAtMs = reason === 'expired' ? Date.now() : this.expiredAtMs;
      this.wait(null, refusal);
    }
  }

  wait(reason: 'blocked' | null, refusal: Refusal | null = null): void {
    const before = this.store.state.connection;
    if (before.kind === 'open' || before.kind === 'opening') {
      this.lostAtMs = this.clock.nowMs();
    }
    if (this.closing?.reason === 'restarting') {
      this.announced = 'restarting';
    }
    const waitMs = this.waitMs();
    const connection = {
      kind: 'waiting' as const,
      sinceMs: this.lostAtMs,
      attempt: this.attempt + 1,
      retryAtMs: this.clock.nowMs() + waitMs,
      reason: this.closing?.reason ?? reason ?? this.announced,
      ...(refusal ? { refusal } : {}),
    };
    this.store.dispatch({ type: 'connection', connection });
    this.timer = setTimeout(this.connect, waitMs);
  }

  end(reason: End, refusal?: Refusal): void {
    const told = refusal?.detail ? { refusal } : {};
    this.store.dispatch({ type: 'ended', reason, ...told });
  }

  private waitMs(): number {
    if (this.isWanted || this.closing?.reason === 'expired') {
      return 0;
    }
    return Math.max((this.closing?.retryAfterSeconds ?? 0) * 1000, backOffMs(this.attempt + 1));
  }
}
