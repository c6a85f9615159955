import type { HubClock } from './hubClock';
import type { HubLink } from './hubLink';
import { withTimeout } from './withTimeout';

/** How long a connection that may have died unnoticed, as while the machine slept, has to show that it has not. */
const proofMs = 4000;

/** Asks a connection whether it lives: by its time, so that the clock is set again as well, as the machine may have slept. */
export class LivenessProof {
  private isAsking = false;

  constructor(private readonly clock: HubClock) {}

  /** Whether a connection answers or still brings messages (`heard` counts them); true while another proof is under way. */
  async lives(link: HubLink, heard: () => number): Promise<boolean> {
    if (this.isAsking) {
      return true;
    }
    this.isAsking = true;
    const heardBefore = heard();
    try {
      await withTimeout(
        proofMs,
        this.clock.ask(() => link.clock()),
      );
      return true;
    } catch {
      // It has closed in the meantime, or it is dead. A connection that still brings messages is only slow.
      return heard() !== heardBefore;
    } finally {
      this.isAsking = false;
    }
  }
}
