import type { HostFailure } from '../../connection/hostApi';
import { askWhoIsHere, type DisplayCode, signInByLink, signOutHere } from './displayApi';
import { WaitingCodes } from './waitingCodes';

/** How far this browser is on its way to a wall screen. */
type Stage =
  /** Nothing is known yet, or the link is being used. */
  | { readonly kind: 'asking' }
  /** A person is signed in, and has to decide. */
  | { readonly kind: 'person'; readonly name: string }
  /** It is a wall screen already. */
  | { readonly kind: 'screen'; readonly name: string }
  /** Null: the code is being made. */
  | { readonly kind: 'code'; readonly code: DisplayCode | null };

export type EntryView = Stage & {
  /** Whether it came with a link that has not been refused. */
  readonly hasLink: boolean;
  readonly isLinkRefused: boolean;
  /** Why the last step came to nothing; it is taken again. */
  readonly trouble: HostFailure | null;
};

type Step = () => Promise<Turn>;

/** What follows a step: another one, nothing by itself, or, after a failure, the same one again. */
type Turn = { readonly kind: 'next'; readonly step: Step; readonly inMs: number } | { readonly kind: 'end' } | HostFailure;

/** How often the host is asked. */
const everyMs = 2000;
/** How long a screen that is signed in already says so. It may come from a dashboard that has just been closed to it, and must not go back and forth in a hurry. */
const readMs = 5000;

const end: Turn = { kind: 'end' };
const next = (step: Step, inMs = 0): Turn => ({ kind: 'next', step, inMs });

/** Takes a browser from opening the page to being signed in as a wall screen, with nobody before it: by a link, or by a code that it shows. */
export class DisplayEntry {
  private stage: Stage = { kind: 'asking' };
  private trouble: HostFailure | null = null;
  private readonly codes = new WaitingCodes();
  private readonly hadLink: boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;

  /** `link`: the token of the link; empty if there was none. `onSignedIn` is called once this browser is a wall screen. */
  constructor(
    private link: string,
    private readonly onChanged: (view: EntryView) => void,
    private readonly onSignedIn: () => void,
  ) {
    this.hadLink = link !== '';
  }

  start(): void {
    void this.take(this.askWho);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Signs out the person who is signed in, and goes on. */
  replacePerson(): void {
    clearTimeout(this.timer);
    void this.take(this.signOut);
  }

  private async take(step: Step): Promise<void> {
    const turn = await step();
    if (this.isStopped) {
      return;
    }
    this.trouble = turn.kind === 'next' || turn.kind === 'end' ? null : turn;
    if (turn.kind === 'next') {
      this.later(turn.step, turn.inMs);
    } else if (turn.kind !== 'end') {
      this.later(step, turn.kind === 'too-often' ? Math.max(everyMs, turn.retryAtMs - Date.now()) : everyMs);
    }
    this.onChanged(this.view);
  }

  private later(step: Step, inMs: number): void {
    this.timer = setTimeout(() => void this.take(step), inMs);
  }

  private get view(): EntryView {
    const hasLink = this.link !== '';
    return { ...this.stage, hasLink, isLinkRefused: this.hadLink && !hasLink, trouble: this.trouble };
  }

  private readonly askWho: Step = async () => {
    const answer = await askWhoIsHere();
    if (answer.kind !== 'done') {
      return answer;
    }
    const account = answer.value;
    if (account === null || (account.kind === 'display' && this.link !== '')) {
      return this.enter();
    }
    if (account.kind === 'display') {
      this.stage = { kind: 'screen', name: account.email };
      return next(this.goOnIfStill, readMs);
    }
    this.stage = { kind: 'person', name: account.email };
    return end;
  };

  private readonly goOnIfStill: Step = async () => {
    const answer = await askWhoIsHere();
    if (answer.kind !== 'done') {
      return answer;
    }
    return answer.value?.kind === 'display' ? this.signedIn() : next(this.askWho);
  };

  private readonly signOut: Step = async () => {
    const answer = await signOutHere();
    return answer.kind === 'done' ? this.enter() : answer;
  };

  private readonly useLink: Step = async () => {
    const answer = await signInByLink(this.link);
    if (answer.kind === 'done') {
      return this.signedIn();
    }
    if (answer.kind === 'refused' || answer.kind === 'invalid') {
      this.link = '';
      return next(this.askWho);
    }
    return answer;
  };

  private readonly showCode: Step = async () => {
    const outcome = await this.codes.step();
    if (outcome === 'confirmed') {
      return this.signedIn();
    }
    this.stage = { kind: 'code', code: this.codes.shown };
    return outcome ?? next(this.showCode, everyMs);
  };

  private enter(): Turn {
    this.stage = this.link === '' ? { kind: 'code', code: null } : { kind: 'asking' };
    return next(this.link === '' ? this.showCode : this.useLink);
  }

  private signedIn(): Turn {
    this.onSignedIn();
    return end;
  }
}
