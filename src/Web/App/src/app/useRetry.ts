import { useEffect } from 'preact/hooks';
import { type AskFailure, retryAfterMs } from '../state/history/failure';

/** Asks again some time after each failure that may pass. */
export function useRetry(failure: AskFailure | null, retry: () => void): void {
  useEffect(() => {
    const waitMs = failure && retryAfterMs(failure);
    if (waitMs === null) {
      return;
    }
    const timer = setTimeout(retry, waitMs);
    return () => clearTimeout(timer);
  }, [failure]);
}
