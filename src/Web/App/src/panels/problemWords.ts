import type { Problem } from '../contract/messages';
import type { Known } from '../run/problemKnown';
import type { MonitorState } from '../state/monitor';
import type { Trouble } from '../state/trouble';
import { formatDuration } from '../text/format';
import { t } from '../text/text';

/** What is wrong, in the language in use. */
export function problemWords(state: MonitorState, problem: Problem, kind: Trouble, known: Known): string {
  switch (kind) {
    case 'failing': {
      const pipeline = state.sources.get(problem.source)?.pipelines.values.get(problem.pipelineId ?? '');
      const count = problem.count ?? 1;
      return count > 1
        ? t('attention.inARow', { count: `${pipeline?.failuresAtLeast ? '≥ ' : ''}${count}` })
        : t('attention.failing');
    }
    case 'slow':
    case 'stuck':
      return t(`attention.${kind}`, { duration: durationText(known.untilMs - problem.sinceMs, known.isDim) });
    default:
      return t(`attention.${kind}`);
  }
}

export function durationText(durationMs: number, isAtLeast: boolean): string {
  const duration = formatDuration(durationMs);
  return isAtLeast ? t('common.atLeast', { duration }) : duration;
}
