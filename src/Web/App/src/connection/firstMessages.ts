import type { Incoming } from '../contract/messages';

/**
 * Holds messages back until the hub was first asked for its time: only then their age is known. After that all pass.
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

  /** Drops the held messages: another connection sends them again. */
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
