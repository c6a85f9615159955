import { useEffect, useRef, useState } from 'preact/hooks';
import { type HubError, hubErrorOf } from '../connection/hubError';
import type { HubLink } from '../connection/hubLink';
import { fetchRun } from '../connection/runsApi';
import type { ExecutionData } from '../contract/messages';
import { hasEnded } from '../state/executions';
import { knownRuns } from '../state/outOfView';
import type { SourceView } from '../state/sourceView';

/** What is published of an error ends at 4,096 characters, the mark that says so included. */
const mostOfError = 4096;

export interface KnownRun {
  /** What is known of it; null while nothing is. */
  readonly execution: ExecutionData | null;
  /** Whether it is only the last known state: the daemon no longer has the run or does not answer, or the run had not ended and is not pushed. */
  readonly isPast: boolean;
  /** Whether the hub is being asked. */
  readonly isAsking: boolean;
  /** Why it could not be fetched. */
  readonly error: HubError | null;
}

interface Answer {
  readonly asked: string;
  readonly execution: ExecutionData | null;
  readonly error: HubError | null;
}

/** Everything known of a run: what is pushed, the daemon's answer if that is missing or cut, and history's if the daemon has none. */
export function useRun(link: HubLink | null, view: SourceView | undefined, source: string, id: string): KnownRun {
  const pushed = view && knownRuns(view).get(id);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const last = useRef<ExecutionData | null>(null);
  const question = questionOf(pushed);
  useEffect(() => {
    // The same question may come again after its old answer no longer holds.
    setAnswer((before) => (before?.asked === question ? before : null));
    if (!link || question === null) {
      return;
    }
    let isWanted = true;
    const take = (execution: ExecutionData | null, error: HubError | null) =>
      isWanted && setAnswer({ asked: question, execution, error });
    link.getExecution(source, id).then(
      (execution) => take(execution, null),
      async (error: unknown) => {
        if (link.isOpen) {
          const past = await fetchRun(source, id);
          take(past, past ? null : hubErrorOf(error));
        }
      },
    );
    return () => {
      isWanted = false;
    };
  }, [link, source, id, question]);
  const answered = answer?.asked === question ? answer : null;
  const execution = merged(pushed, answered?.execution ?? null);
  last.current = execution ?? last.current;
  return {
    execution: execution ?? last.current,
    isPast: execution === null || (!pushed && !hasEnded(execution)),
    isAsking: question !== null && answered === null && link !== null,
    error: answered?.error ?? null,
  };
}

/** What the hub has to be asked for; null if everything is there. A different text asks again. */
function questionOf(pushed: ExecutionData | undefined): string | null {
  if (!pushed) {
    return 'all';
  }
  const length = pushed.errorMessage?.length ?? 0;
  // A cut that would part a surrogate pair ends one earlier.
  return length >= mostOfError - 1 ? `error/${pushed.status}` : null;
}

function merged(pushed: ExecutionData | undefined, asked: ExecutionData | null): ExecutionData | null {
  return pushed && asked ? { ...pushed, errorMessage: asked.errorMessage } : (pushed ?? asked);
}
