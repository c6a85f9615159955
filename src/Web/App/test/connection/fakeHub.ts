import { vi } from 'vitest';
import type { HubHandlers, HubLink } from '../../src/connection/hubLink';
import type { ClosingReason } from '../../src/contract/messages';
import type { Transport } from '../../src/state/monitor';
import { heartbeatOf, status } from '../messages';

/** A hub that a test opens, closes and lets speak; it holds a link for every connection asked for. */
export class FakeHub {
  readonly links: FakeLink[] = [];
  /** What opening the next connections comes to. */
  onOpen: (transport: Transport) => Promise<void> = async () => undefined;
  /** What the next connections answer to who asks for the time. */
  onClock: () => Promise<number> = async () => Date.now();

  readonly newLink = (handlers: HubHandlers, transport: Transport): HubLink => {
    const link = new FakeLink(
      handlers,
      () => this.onOpen(transport),
      transport,
      () => this.onClock(),
    );
    this.links.push(link);
    return link as unknown as HubLink;
  };

  get newest(): FakeLink {
    const link = this.links.at(-1);
    if (!link) {
      throw new Error('No connection was asked for');
    }
    return link;
  }
}

export class FakeLink {
  isOpen = false;
  readonly clock;

  constructor(
    private readonly handlers: HubHandlers,
    private readonly onOpen: () => Promise<void>,
    readonly transport: Transport,
    onClock: () => Promise<number>,
  ) {
    this.clock = vi.fn(onClock);
  }

  async open(): Promise<void> {
    await this.onOpen();
    this.isOpen = true;
  }

  readonly close = vi.fn(async () => {
    this.isOpen = false;
  });

  /** Sends the whole first state of one daemon. */
  sendAll(source = 'default'): void {
    this.handlers.onMessage(status({ source }));
    this.handlers.onMessage(heartbeatOf({ source }));
  }

  speakUnreadably(why: string): void {
    this.handlers.onUnreadable(why);
  }

  say(reason: ClosingReason, retryAfterSeconds = 0): void {
    this.handlers.onClosing({ reason, retryAfterSeconds });
  }

  drop(): void {
    this.isOpen = false;
    this.handlers.onClosed();
  }
}
