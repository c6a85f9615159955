import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import { useRetry } from '../app/useRetry';
import { fetchRuns } from '../connection/runsApi';
import type { PastRun, RunList } from '../contract/runs';
import type { AskFailure } from '../state/history/failure';
import type { RunQuestion } from '../state/runFilters';
import { overlaid } from '../state/runOverlay';
import { periodOf, type TimeRange } from '../state/timeRange';

export interface RunPages {
  /** Newest first; null before the first answer. */
  readonly runs: readonly PastRun[] | null;
  readonly isAsking: boolean;
  readonly failure: AskFailure | null;
  /** Whether there are older ones. */
  readonly hasMore: boolean;
  /** Asks for the following page, or again for the one that did not come. */
  more(): void;
}

interface Answered {
  readonly key: string;
  readonly list: RunList | null;
  readonly isAsking: boolean;
  readonly failure: AskFailure | null;
}

type Wanted = Omit<RunQuestion, 'period' | 'after'>;

/** The runs of a question, page by page, with what is pushed. A new connection asks for the first page again. */
export function useRunPages(wanted: Wanted, range: TimeRange | null): RunPages {
  const { nowMs, state } = useScene();
  const openedAtMs = state.connection.kind === 'open' ? state.connection.sinceMs : null;
  const key = JSON.stringify([wanted, range]);
  const [answered, setAnswered] = useState<Answered>({ key, list: null, isAsking: true, failure: null });
  const period = range && periodOf(range, nowMs);
  const ask = (before: RunList | null) => {
    setAnswered((newest) => ({ key, list: before, isAsking: true, failure: newest.key === key ? newest.failure : null }));
    void fetchRuns({ ...wanted, period, after: before?.next ?? null }).then((answer) =>
      setAnswered((newest) => (newest.key === key ? taken(newest, before, answer) : newest)),
    );
  };
  useEffect(() => {
    if (openedAtMs !== null) {
      ask(null);
    }
  }, [key, openedAtMs]);
  const current = answered.key === key ? answered : { key, list: null, isAsking: true, failure: null };
  const { list } = current;
  useRetry(current.failure, () => ask(list));
  const views = [...state.sources.values()];
  return {
    runs: list && overlaid(list.runs, views, { ...wanted, period, after: null }, list.next === null),
    isAsking: current.isAsking,
    failure: current.failure,
    hasMore: list !== null && list.next !== null,
    more: () => ask(list),
  };
}

function taken(newest: Answered, before: RunList | null, answer: RunList | AskFailure): Answered {
  if ('kind' in answer) {
    return { ...newest, isAsking: false, failure: answer };
  }
  const list = { runs: [...(before?.runs ?? []), ...answer.runs], next: answer.next };
  return { ...newest, list, isAsking: false, failure: null };
}
