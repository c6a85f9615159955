import type { ProblemSeverity } from '../contract/messages';

/** The gravest first. */
export const severities = ['critical', 'warning', 'info'] as const satisfies readonly ProblemSeverity[];

/** The kinds of problem that the page has words of its own for, in the order of lists. Others are shown by the hub's own words. */
export const kinds = [
  'unreachable',
  'degraded',
  'component',
  'failing',
  'slow',
  'stuck',
  'missed-start',
  'late-finish',
  'zero-rows',
  'few-rows',
  'too-quick',
  'vanished',
  'threshold',
  'flapping',
  'own-network',
  'history-paused',
  'channel-broken',
] as const;
