/** Levels by severity, the least first. */
export const severities = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

const otherNames: Readonly<Record<string, Severity>> = {
  verbose: 'trace',
  notice: 'info',
  information: 'info',
  warn: 'warning',
  err: 'error',
  exception: 'error',
  fatal: 'critical',
  panic: 'critical',
};

/** The severity that a daemon's word for a level stands for; null for an unknown word. */
export function severityOf(level: string | null): Severity | null {
  const word = level?.trim().toLowerCase() ?? '';
  return severities.find((severity) => severity === word) ?? otherNames[word] ?? null;
}

/** What finds a text in lines, whatever the case; null for nothing to find. */
export function finderOf(needle: string): RegExp | null {
  return needle === '' ? null : new RegExp(`(${needle.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')})`, 'i');
}
