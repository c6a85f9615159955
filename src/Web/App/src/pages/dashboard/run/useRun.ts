import { useEffect, useRef, useState } from 'preact/hooks';
import { type HubError, hubErrorOf } from '../../../connection/hubError';
import type { HubLink } from '../../../connection/hubLink';
import type { ExecutionData } from '../../../contract/messages';
import { hasEnded } from '../../../state/executions';
import { knownRuns } from '../../../state/outOfView';
import type { SourceView } from '../../../state/sourceView';

/** What is published of an error ends at 4,096 characters, the mark that says so included. */
const mostOfError = 4096;

export interface KnownRun {
  /** As whole as it is known; null while nothing of it is. */
  readonly execution: ExecutionData | null;
  /** Whether it is only as it was last: the daemon has it no more, or does not say; or it had not ended and nothing of it is pushed. */
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

/** Everything known of a run: as it is pushed, and asked for where that is not in view or not whole. */
export function useRun(link: HubLink | null, view: SourceView | undefined, source: string, id: string): KnownRun {
  const pushed = view && knownRuns(view).get(id);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const last = useRef<ExecutionData | null>(null);
  const question = questionOf(pushed);
  useEffect(() => {
    // The same may be asked once more, when the answer of then no longer holds.
    setAnswer((before) => (before?.asked === question ? before : null));
    if (!link || question === null) {
      return;
    }
    let isWanted = true;
    const take = (execution: ExecutionData | null, error: HubError | null) =>
      isWanted && setAnswer({ asked: question, execution, error });
    link.getExecution(source, id).then(
      (execution) => take(execution, null),
      (error: unknown) => link.isOpen && take(null, hubErrorOf(error)),
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

/** What the hub has to be asked for, another text for another answer; null where everything is there. */
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
