import type { Incoming } from '../contract/messages';

/**
 * Holds messages back until the hub was first asked for its time, by which alone it can be told how old they are. From then on all pass.
 */
export class FirstMessages {
  private held: Incoming[] | null = [];

  constructor(private readonly pass: (incoming: Incoming) => void) {}

  take(incoming: Incoming): void {
    if (this.held) {
      this.held.push(incoming);
    } else {
      this.pass(incoming);
    }
  }

  /** Lets go of what is held: another connection sends it anew. */
  drop(): void {
    this.held &&= [];
  }

  /** The hub was asked. */
  release(): void {
    const held = this.held ?? [];
    this.held = null;
    held.forEach(this.pass);
  }
}
