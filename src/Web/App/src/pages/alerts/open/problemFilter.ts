import type { Problem, ProblemSeverity } from '../../../contract/messages';
import { severities } from '../../../state/problemKinds';

export { severities };

/** Which problems are shown, besides the daemon. An empty text narrows nothing. */
export interface ProblemFilter {
  readonly text: string;
  readonly severity: ProblemSeverity | '';
  readonly kind: string;
}

export const noFilter: ProblemFilter = { text: '', severity: '', kind: '' };

/** As the address of the page tells it. */
export function parseFilter(query: string): ProblemFilter {
  const from = new URLSearchParams(query);
  return {
    text: from.get('text')?.trim() ?? '',
    severity: severities.find((one) => one === from.get('severity')) ?? '',
    kind: from.get('kind') ?? '',
  };
}

/** For the address of the page. */
export function formatFilter({ text, severity, kind }: ProblemFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ text, severity, kind })) {
    if (value) {
      query.set(name, value);
    }
  }
  return query.toString();
}

/** What narrows the open problems, for a query of the host. */
export function openQuery(filter: ProblemFilter, source: string | null): URLSearchParams {
  const query = new URLSearchParams(formatFilter(filter));
  query.set('state', 'open');
  if (source) {
    query.set('source', source);
  }
  return query;
}

export function passes(problem: Problem, { text, severity, kind }: ProblemFilter): boolean {
  return (
    (severity === '' || problem.severity === severity) &&
    (kind === '' || problem.kind === kind) &&
    (text === '' || holds(problem, text))
  );
}

function holds({ title, detail, source, pipelineId, pipelineName, component, acknowledged }: Problem, text: string): boolean {
  const wanted = text.toLowerCase();
  return [title, detail, source, pipelineId, pipelineName, component, acknowledged?.note].some((part) =>
    part?.toLowerCase().includes(wanted),
  );
}
