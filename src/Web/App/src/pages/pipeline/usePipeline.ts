import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { useRetry } from '../../app/useRetry';
import { fetchPipeline } from '../../connection/runsApi';
import type { PipelineStatus } from '../../contract/messages';
import type { PipelineDay, PipelineHistory } from '../../contract/runs';
import type { AskFailure } from '../../state/history/failure';

export interface KnownPipeline {
  /** As it was pushed last, otherwise as history answered; null if nobody knows. */
  readonly status: PipelineStatus | null;
  /** Null before the first answer. */
  readonly days: readonly PipelineDay[] | null;
  readonly isAsking: boolean;
  readonly failure: AskFailure | null;
  retry(): void;
}

interface Answered {
  readonly history: PipelineHistory | null;
  readonly isAsking: boolean;
  readonly failure: AskFailure | null;
}

/** How a pipeline stands and what it did by day. Asked again with each new connection, and when its newest run has ended. */
export function usePipeline(source: string, id: string): KnownPipeline {
  const { state } = useScene();
  const [answered, setAnswered] = useState<Answered>({ history: null, isAsking: true, failure: null });
  const [tries, setTries] = useState(0);
  const pushed = state.sources.get(source)?.pipelines.values.get(id);
  const openedAtMs = state.connection.kind === 'open' ? state.connection.sinceMs : null;
  useEffect(() => {
    if (openedAtMs === null) {
      return;
    }
    let isWanted = true;
    setAnswered((before) => ({ ...before, isAsking: true }));
    void fetchPipeline(source, id).then((answer) => {
      if (isWanted) {
        setAnswered((before) =>
          'kind' in answer
            ? { ...before, isAsking: false, failure: answer }
            : { history: answer, isAsking: false, failure: null },
        );
      }
    });
    return () => {
      isWanted = false;
    };
  }, [source, id, openedAtMs, pushed?.lastEndedAtMs, tries]);
  const retry = () => setTries((before) => before + 1);
  useRetry(answered.failure, retry);
  return {
    status: pushed ?? answered.history?.status ?? null,
    days: answered.history?.days ?? null,
    isAsking: answered.isAsking,
    failure: answered.failure,
    retry,
  };
}
