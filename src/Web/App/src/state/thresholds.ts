import type { Tone } from './trouble';

/** From how many percent on a figure of a host is amber, and from how many red. */
export interface Thresholds {
  readonly warnPercent: number;
  readonly badPercent: number;
}

export const defaultThresholds: Thresholds = { warnPercent: 80, badPercent: 95 };

/** What a person may choose. */
export const warnChoices: readonly number[] = [60, 70, 75, 80, 85, 90];
export const badChoices: readonly number[] = [85, 90, 95, 98, 100];

/** The colour of a percent; null if it has none or is not known. */
export function toneOfPercent(percent: number | null, { warnPercent, badPercent }: Thresholds): Tone | null {
  if (percent === null) {
    return null;
  }
  // Red comes first: whoever chooses both alike wants to be alarmed.
  return percent >= badPercent ? 'bad' : percent >= warnPercent ? 'warn' : null;
}
