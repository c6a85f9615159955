import type { Problem, ProblemSeverity } from '../contract/messages';

/** What the page has words of its own for, the gravest first. This is the one order of severity: everything that sorts by trouble sorts by it. */
export const troubles = ['unreachable', 'component', 'degraded', 'failing', 'stuck', 'slow'] as const;
export type Trouble = (typeof troubles)[number];

/** The colour of what is wrong: red for what is critical, amber for the rest. */
export type Tone = 'bad' | 'warn';

/** Comes after every trouble. */
export const noTrouble = troubles.length + 3;

const bySeverity: readonly ProblemSeverity[] = ['critical', 'warning', 'info'];

export const troubleOf = ({ kind }: Pick<Problem, 'kind'>): Trouble | null =>
  troubles.find((trouble) => trouble === kind) ?? null;

/** A problem's place in the order, 0 for the gravest. Kinds that the page does not know follow those that it knows, by their severity. */
export function rankOf({ kind, severity }: Pick<Problem, 'kind' | 'severity'>): number {
  const known = (troubles as readonly string[]).indexOf(kind);
  return known >= 0 ? known : troubles.length + bySeverity.indexOf(severity);
}

export const toneOf = ({ severity }: Pick<Problem, 'severity'>): Tone => (severity === 'critical' ? 'bad' : 'warn');

/** The graver of two problems; the first of two alike. */
export const graver = (left: Problem, right: Problem): Problem => (rankOf(right) < rankOf(left) ? right : left);
