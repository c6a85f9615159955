import { useState } from 'preact/hooks';
import type { HostAnswer, HostFailure } from '../connection/hostApi';
import { useCountdown } from '../kit/useCountdown';

export interface HostAction {
  readonly isBusy: boolean;
  /** Why the last try came to nothing; null if it did not, or if there was none. */
  readonly failure: HostFailure | null;
  /** For how long the host wants no other try, in seconds. */
  readonly waitSeconds: number;
  /** Does it, unless it is being done already, and hands on what the host answered. */
  run<T>(act: () => Promise<HostAnswer<T>>, done: (value: T) => void): void;
  /** Forgets the failure. */
  forget(): void;
}

/** Something that the host is asked to do, one at a time. */
export function useHostAction(): HostAction {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const waitSeconds = useCountdown(failure?.kind === 'too-often' ? failure.retryAtMs : null);
  const run = async <T>(act: () => Promise<HostAnswer<T>>, done: (value: T) => void) => {
    setBusy(true);
    setFailure(null);
    const answer = await act();
    setBusy(false);
    if (answer.kind === 'done') {
      done(answer.value);
    } else {
      setFailure(answer);
    }
  };
  return {
    isBusy,
    failure,
    waitSeconds,
    forget: () => setFailure(null),
    run: (act, done) => {
      if (!isBusy && waitSeconds === 0) {
        void run(act, done);
      }
    },
  };
}
