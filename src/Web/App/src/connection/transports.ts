import { keptName } from '../contract/address';
import { readStored, type StorageSource, tabStorage, writeStored } from '../state/browserStorage';
import type { Transport } from '../state/monitor';

/** The best first. */
const order: readonly Transport[] = ['webSockets', 'serverSentEvents', 'longPolling'];

/**
 * How long each may take to open, in milliseconds; together less than 30 s. A proxy that buffers answers lets server-sent events wait for
 * ever.
 */
const limitsMs: Readonly<Record<Transport, number>> = { webSockets: 8000, serverSentEvents: 5000, longPolling: 14_000 };

/** How long one that failed is left out. After that the network may be another, or the proxy set up. */
const leftOutMs = 10 * 60_000;

/** The name under which this tab keeps what failed. */
const key = () => keptName('flextmonitor.transports');

/**
 * Which transport to open the next connection with. One that failed counts as failed only if another opened after it: otherwise the hub or
 * the network was away, which says nothing of it.
 */
export class Transports {
  private failedNow: readonly Transport[] = [];

  constructor(
    private readonly nowMs: () => number = Date.now,
    private readonly storage: StorageSource = tabStorage,
    private leftOutUntilMs: Readonly<Record<string, unknown>> = kept(storage),
  ) {}

  next(): Transport {
    return order.find((transport) => !this.failedNow.includes(transport) && !this.isLeftOut(transport)) ?? 'webSockets';
  }

  static limitMs(transport: Transport): number {
    return limitsMs[transport];
  }

  /** Notes that one did not open. Returns whether there is another to try; if not, the next is the best again. */
  failed(transport: Transport): boolean {
    this.failedNow = [...this.failedNow, transport];
    if (transport !== order.at(-1)) {
      return true;
    }
    this.failedNow = [];
    this.leaveOut({});
    return false;
  }

  /** Notes that one opened: those that failed just before are left out for a while. */
  opened(): void {
    if (this.failedNow.length > 0) {
      const untilMs = this.nowMs() + leftOutMs;
      this.leaveOut({ ...this.leftOutUntilMs, ...Object.fromEntries(this.failedNow.map((one) => [one, untilMs])) });
      this.failedNow = [];
    }
  }

  /** Forgets what failed just now: the hub or the network is away. */
  startOver(): void {
    this.failedNow = [];
  }

  private isLeftOut(transport: Transport): boolean {
    const leftMs = Number(this.leftOutUntilMs[transport] ?? 0) - this.nowMs();
    // One that is further away comes of a clock that was set since.
    return leftMs > 0 && leftMs <= leftOutMs && transport !== order.at(-1);
  }

  private leaveOut(untilMs: Readonly<Record<string, unknown>>): void {
    this.leftOutUntilMs = untilMs;
    writeStored(this.storage, key(), JSON.stringify(untilMs));
  }
}

function kept(storage: StorageSource): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readStored(storage, key()) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Written by another version: all are tried.
    return {};
  }
}
