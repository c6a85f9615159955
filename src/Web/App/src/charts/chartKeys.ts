import { rangeAfterKey } from '../state/zoom';
import type { ShownRange } from './useRange';

interface Asked {
  readonly shown: ShownRange;
  readonly nowMs: number;
  onTable(): void;
  /** Points at the row before (-1) or after (1) the one pointed at. */
  step(by: 1 | -1): void;
  /** Gives up choosing a part; whether one was being chosen. */
  cancel(): boolean;
}

/** Does what a key on a chart asks for; whether it asks for anything. */
export function carriedOut(event: KeyboardEvent, asked: Asked): boolean {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  switch (key) {
    case 'Escape':
      return asked.cancel() || left(asked.shown);
    case 'Enter':
      asked.onTable();
      return true;
    default:
      return (shiftKey && stepped(key, asked)) || showsOther(key, asked);
  }
}

/** Leaves a part of the time; whether one was shown. Otherwise Escape means something else. */
function left({ range, leave }: ShownRange): boolean {
  if (range.kind === 'live') {
    return false;
  }
  leave();
  return true;
}

function stepped(key: string, { step }: Asked): boolean {
  const by = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : null;
  if (by !== null) {
    step(by);
  }
  return by !== null;
}

function showsOther(key: string, { shown, nowMs }: Asked): boolean {
  const range = rangeAfterKey(shown.range, key, nowMs);
  if (range) {
    shown.choose(range);
  }
  return range !== null;
}
