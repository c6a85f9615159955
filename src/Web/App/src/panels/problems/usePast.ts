import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { askHost, type HostFailure } from '../../connection/hostApi';
import type { Period } from '../../state/timeRange';
import { type ProblemPageOf, parseProblems, type StoredProblem } from './life';

export interface PastQuestion {
  readonly source: string | null;
  readonly kind: string;
  /** The time, as of when the first page is asked for. */
  period(): Period;
  /** What names this question among all. */
  readonly key: string;
}

export interface Past {
  /** The newest first; null before the host has answered. */
  readonly problems: readonly StoredProblem[] | null;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** Why the last question was not answered; null if it was. */
  readonly failure: HostFailure | null;
  readOn(): void;
}

const limit = 50;

interface Known extends ProblemPageOf {
  readonly period: Period;
}

/** The problems that were open at some time of a range: the newest, and as many older ones as were asked for. */
export function usePast(question: PastQuestion): Past {
  const [known, setKnown] = useState<Known | null>(null);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const [isBusy, setBusy] = useState(true);
  const newest = useRef(0);
  const ask = useCallback(
    async (before: Known | null) => {
      newest.current += 1;
      const own = newest.current;
      setBusy(true);
      const period = before?.period ?? question.period();
      const answer = await askHost(pathOf(question, period, before?.next ?? null), parseProblems);
      if (own !== newest.current) {
        return;
      }
      setBusy(false);
      if (answer.kind === 'done') {
        setKnown({ problems: [...(before?.problems ?? []), ...answer.value.problems], next: answer.value.next, period });
        setFailure(null);
      } else {
        setFailure(answer);
      }
    },
    [question.key],
  );
  useEffect(() => {
    setKnown(null);
    setFailure(null);
    void ask(null);
    return () => {
      // An answer that is still under way is for nobody.
      newest.current += 1;
    };
  }, [ask]);
  return {
    problems: known?.problems ?? null,
    hasMore: known !== null && known.next !== null,
    isBusy,
    failure,
    readOn: () => void ask(known),
  };
}

/** What narrows them, for a query of the host. */
export function pastQuery({ source, kind }: Pick<PastQuestion, 'source' | 'kind'>, { fromMs, toMs }: Period): URLSearchParams {
  const query = new URLSearchParams({ state: 'all', from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() });
  for (const [name, value] of Object.entries({ source, kind })) {
    if (value) {
      query.set(name, value);
    }
  }
  return query;
}

function pathOf(question: PastQuestion, period: Period, after: string | null): string {
  const query = pastQuery(question, period);
  query.set('limit', String(limit));
  if (after) {
    query.set('after', after);
  }
  return `/api/problems?${query}`;
}
