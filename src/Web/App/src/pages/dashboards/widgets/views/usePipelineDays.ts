import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../../../app/scene';
import { useRetry } from '../../../../app/useRetry';
import { fetchPipeline } from '../../../../connection/runsApi';
import type { PipelineDay } from '../../../../contract/runs';
import type { AskFailure } from '../../../../state/history/failure';

/** Each is asked for by itself. */
export const mostPipelines = 20;
/** What has ended meanwhile is in history. */
const renewMs = 10 * 60_000;

interface Named {
  readonly source: string;
  readonly id: string;
}

export interface KnownDays {
  /** The sums over all pipelines, oldest first; null before they have come. */
  readonly days: readonly PipelineDay[] | null;
  readonly failure: AskFailure | null;
  retry(): void;
}

interface Answered {
  readonly key: string;
  readonly days: readonly PipelineDay[] | null;
  readonly failure: AskFailure | null;
}

/** What several pipelines did on each day. One that history does not know adds nothing. */
export function usePipelineDays(pipelines: readonly Named[]): KnownDays {
  const { state, nowMs } = useScene();
  const [tries, setTries] = useState(0);
  const openedAtMs = state.connection.kind === 'open' ? state.connection.sinceMs : null;
  const key = JSON.stringify(pipelines);
  const [answered, setAnswered] = useState<Answered>({ key: '', days: null, failure: null });
  useEffect(() => {
    if (openedAtMs === null || pipelines.length === 0) {
      return;
    }
    let isWanted = true;
    void Promise.all(pipelines.map(({ source, id }) => fetchPipeline(source, id))).then((answers) => {
      if (isWanted) {
        const failure = answers.find((answer): answer is AskFailure => 'kind' in answer && answer.kind !== 'notFound') ?? null;
        const known = answers.flatMap((answer) => ('kind' in answer ? [] : [answer.days]));
        setAnswered((before) => ({ key, days: failure ? (before.key === key ? before.days : null) : summed(known), failure }));
      }
    });
    return () => {
      isWanted = false;
    };
  }, [key, openedAtMs, tries, Math.floor(nowMs / renewMs)]);
  const retry = () => setTries((before) => before + 1);
  const current = answered.key === key ? answered : { days: null, failure: null };
  useRetry(current.failure, retry);
  return { days: current.days, failure: current.failure, retry };
}

/** Medians of several pipelines have no sum. */
function summed(all: readonly (readonly PipelineDay[])[]): readonly PipelineDay[] {
  const byDay = new Map<string, PipelineDay>();
  for (const day of all.flat()) {
    const before = byDay.get(day.day);
    byDay.set(
      day.day,
      before
        ? {
            day: day.day,
            succeeded: before.succeeded + day.succeeded,
            failed: before.failed + day.failed,
            cancelled: before.cancelled + day.cancelled,
            zeroRowRuns: before.zeroRowRuns + day.zeroRowRuns,
            rows: before.rows === null && day.rows === null ? null : (before.rows ?? 0) + (day.rows ?? 0),
            medianSeconds: null,
            p95Seconds: null,
          }
        : day,
    );
  }
  return [...byDay.values()].sort((left, right) => (left.day < right.day ? -1 : 1));
}
