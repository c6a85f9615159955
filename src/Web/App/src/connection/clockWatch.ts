import type { HubClock } from './hubClock';
import type { HubLink } from './hubLink';

const everyMs = 30_000;
/** How many times to ask in a row: the quickest answer is the most exact. */
const asks = 3;

/** Keeps the hub's clock known over one connection: asks at once, and regularly while the connection lasts. */
export class ClockWatch {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly clock: HubClock) {}

  /** Calls back after each answer, and after a failure. */
  start(link: HubLink, asked: () => void): void {
    this.stop();
    this.clock.reset();
    this.timer = setInterval(() => void this.ask(link, asked), everyMs);
    void this.ask(link, asked);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async ask(link: HubLink, asked: () => void): Promise<void> {
    for (let count = 0; count < asks && link.isOpen; count += 1) {
      try {
        await this.clock.ask(() => link.clock());
      } catch {
        // The connection is closing, which it says itself; a hub that does not tell its time is read by the clock here.
        asked();
        return;
      }
      asked();
    }
  }
}
