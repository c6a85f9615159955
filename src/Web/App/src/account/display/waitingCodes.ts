import type { HostFailure } from '../../connection/hostApi';
import { askConfirmed, type DisplayCode, makeCode } from './displayApi';

/** A new code is shown this long before the one before it expires. */
const renewBeforeMs = 60_000;

interface WaitingCode extends DisplayCode {
  /** When it expires by this browser's clock, which may be wrong. */
  readonly goneAtMs: number;
}

/** The codes with which this screen can be let in: the one that it shows, and the one before, which somebody may be entering at this moment. */
export class WaitingCodes {
  private codes: readonly WaitingCode[] = [];

  /** The newest; null if there is none that is good. */
  get shown(): DisplayCode | null {
    return this.good().at(-1) ?? null;
  }

  /** Asks what became of the codes, and makes one where the newest has not much time left. Null: none is confirmed. */
  async step(): Promise<'confirmed' | HostFailure | null> {
    this.codes = this.good();
    for (const one of this.codes) {
      const answer = await askConfirmed(one.secret);
      if (answer.kind === 'refused' && answer.refusal.code === 'link-invalid') {
        this.codes = this.codes.filter((other) => other !== one);
      } else if (answer.kind !== 'done') {
        return answer;
      } else if (answer.value) {
        return 'confirmed';
      }
    }
    const newest = this.codes.at(-1);
    return newest && Date.now() < newest.goneAtMs - renewBeforeMs ? null : this.renew();
  }

  private async renew(): Promise<HostFailure | null> {
    const answer = await makeCode();
    if (answer.kind !== 'done') {
      return answer;
    }
    const { value, atMs } = answer;
    this.codes = [...this.codes, { ...value, goneAtMs: Date.now() + value.expiresAtMs - atMs }];
    return null;
  }

  private readonly good = (): readonly WaitingCode[] => this.codes.filter(({ goneAtMs }) => Date.now() < goneAtMs);
}
