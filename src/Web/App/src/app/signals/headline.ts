import { evaluationOf } from '../../state/evaluation';
import { freshnessOf } from '../../state/freshness';
import { type MonitorState, shownConnection } from '../../state/monitor';
import { problemsOf } from '../../state/problems';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';

/** What the tab says while nobody looks at the page. */
export interface Headline {
  readonly title: string;
  /** Problems of all daemons, 0 or more; null if none is known and nothing confirms that there is none. */
  readonly problems: number | null;
  readonly tone: 'calm' | 'bad' | 'cut-off';
}

/**
 * Of everything known, whatever the page shows of it: `(2) FlextMonitor`, `(1) ⚠ Down – FlextMonitor`. `nowMs`: by the hub's clock; `page`: the
 * title of the page that is shown.
 */
export function headline(state: MonitorState, nowMs: number, page: string): Headline {
  switch (shownConnection(state, nowMs)) {
    case 'ended':
      return { title: `${t(endOf(state))} – ${page}`, problems: null, tone: 'cut-off' };
    case 'waiting':
    case 'retrying':
      return { title: `… ${t('state.reconnecting')} – ${page}`, problems: null, tone: 'cut-off' };
    default:
      return found(state, nowMs, page);
  }
}

const endOf = ({ connection }: MonitorState) =>
  connection.kind === 'ended' && connection.reason === 'forbidden' ? 'state.forbidden' : 'state.ended';

function found(state: MonitorState, nowMs: number, page: string): Headline {
  const views = [...state.sources.values()];
  const problems = problemsOf(state.evaluator, views).length;
  const evaluation = evaluationOf(state, views, nowMs).kind;
  const down = views.filter((view) => freshnessOf(view, nowMs) === 'down');
  const first = down.length < views.length ? down[0] : undefined;
  const parts = [
    problems > 0 ? `(${problems})` : null,
    down.length > 0 ? `⚠ ${first && down.length === 1 ? `${isolated(first.name)}: ` : ''}${t('state.down')} –` : null,
    evaluation === 'stopped' ? `${t('state.notEvaluated')} –` : null,
    page,
  ];
  return {
    title: parts.filter((part) => part !== null).join(' '),
    problems: problems > 0 || evaluation === 'evaluating' ? problems : null,
    tone: problems > 0 ? 'bad' : evaluation === 'stopped' ? 'cut-off' : 'calm',
  };
}
