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

const known = { down: new WeakMap<History, readonly Period[]>(), unseen: new WeakMap<History, readonly Period[]>() };

/** When the daemon was down. Worked out once for a history. */
export const downIn = (history: History): readonly Period[] => partIn(history, 'down');

/** When nobody watched, likewise. */
export const awayIn = (history: History): readonly Period[] => partIn(history, 'unseen');

function partIn(history: History, part: 'down' | 'unseen'): readonly Period[] {
  const found = known[part].get(history) ?? stretches(history, (row) => (history[part][row] ?? 0) > 0);
  known[part].set(history, found);
  return found;
}
