import type { History } from '../../contract/history';
import type { Period } from '../timeRange';

/** When a row ends. */
export const endOf = ({ at, toMs }: History, row: number): number => at[row + 1] ?? toMs;

/** Times without a break in which something held of each row. */
export function stretches(history: History, holds: (row: number) => boolean): readonly Period[] {
  const found: { fromMs: number; toMs: number }[] = [];
  history.at.forEach((fromMs, row) => {
    if (!holds(row)) {
      return;
    }
    const last = found.at(-1);
    if (last?.toMs === fromMs) {
      last.toMs = endOf(history, row);
    } else {
      found.push({ fromMs, toMs: endOf(history, row) });
    }
  });
  return found;
}

export const downIn = (history: History): readonly Period[] => stretches(history, (row) => (history.down[row] ?? 0) > 0);

export const awayIn = (history: History): readonly Period[] => stretches(history, (row) => (history.unseen[row] ?? 0) > 0);
