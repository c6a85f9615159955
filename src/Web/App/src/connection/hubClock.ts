/** The hub's clock as this machine knows it: its offset from the clock here, from the quickest answer seen. */
export class HubClock {
  private offsetMs = 0;
  private bestRoundTripMs = Number.POSITIVE_INFINITY;

  constructor(private readonly localMs: () => number = Date.now) {}

  /** Now, by the hub's clock. */
  nowMs(): number {
    return this.localMs() + this.offsetMs;
  }

  /** Asks the hub for its time and uses the answer if it was quicker than those before. */
  async ask(clock: () => Promise<number>): Promise<void> {
    const sentMs = this.localMs();
    const hubMs = await clock();
    this.take(hubMs, sentMs, this.localMs());
  }

  take(hubMs: number, sentMs: number, receivedMs: number): void {
    const roundTripMs = receivedMs - sentMs;
    if (roundTripMs < 0) {
      return;
    }
    const offsetMs = hubMs - (sentMs + roundTripMs / 2);
    // An answer cannot be wrong by more than half its round trip. If it differs by more, a clock was set, and the old offset is worthless.
    const isElsewhere = Math.abs(offsetMs - this.offsetMs) > roundTripMs / 2 + this.bestRoundTripMs / 2;
    if (roundTripMs <= this.bestRoundTripMs || isElsewhere) {
      this.offsetMs = offsetMs;
      this.bestRoundTripMs = roundTripMs;
    }
  }

  /** Forgets how exact the offset is, as for a new connection: it may lead to another hub. */
  reset(): void {
    this.bestRoundTripMs = Number.POSITIVE_INFINITY;
  }
}
