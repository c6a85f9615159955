import type { LogLine } from '../contract/messages';
import { plain } from '../text/plain';

/** A line as it is held: its text without escape codes. */
export interface LogEntry {
  /** Its place among all lines since the pull began, from 0 on. */
  readonly place: number;
  readonly timestampMs: number | null;
  /** As the daemon writes it; null if it writes none. */
  readonly level: string | null;
  readonly text: string;
}

/**
 * How the page stands with a log. `open`: lines come. `cut`: the connection to the hub was lost. `seeking`: pulled again, and the place at which
 * it broke off is not found yet. `broken`: broken off, and pulled again in a moment. `ended`: there are no more. `failed`: refused or broken off.
 * `full`: ended by this page, since more waited than it keeps while paused.
 */
export type LogPhase = 'open' | 'cut' | 'seeking' | 'broken' | 'ended' | 'failed' | 'full';

/** A log as this page holds it. Replaced, never changed. */
export interface LogState {
  readonly phase: LogPhase;
  /** Why it failed, in the hub's words. */
  readonly error: string | null;
  /** Counts the pulls: a new number asks for a new one. */
  readonly pull: number;
  /** With how many of the last lines a pull begins; 0: with all. */
  readonly tailLines: number;
  readonly isPaused: boolean;
  /** Oldest first; the newest that fit. */
  readonly entries: readonly LogEntry[];
  /** In UTF-16 characters, of all entries. */
  readonly characters: number;
  /** Lines that came in this pull and are held no more. */
  readonly dropped: number;
  /** Whether the entries are those of the pull before, shown until the first of this one are there. */
  readonly isBefore: boolean;
  /** What came while paused. */
  readonly waiting: readonly LogLine[];
}

export type LogAction =
  | { readonly type: 'began' }
  | { readonly type: 'arrived'; readonly lines: readonly LogLine[] }
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly why: string }
  | { readonly type: 'cut' }
  /** Pulled again after a break: the lines that are there stay. */
  | { readonly type: 'sought' }
  /** The place was found: what arrives from now on follows the lines that are there. */
  | { readonly type: 'continued' }
  /** The place was not found: what arrives takes the place of the lines that are there. It begins with as many of the last lines; 0: with all. */
  | { readonly type: 'replaced'; readonly tailLines: number }
  /** Broken off for a reason that passes. */
  | { readonly type: 'broke'; readonly why: string }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'again' }
  /** To be pulled again from its first line on. */
  | { readonly type: 'all' };

/** The most that is held of a log: whichever is passed first. */
export const mostLines = 10_000;
export const mostCharacters = 8 * 1024 * 1024;
/** The most lines that wait while paused, and no more characters than are held; past it the pull ends, so that nothing piles up. */
export const mostWaiting = 1000;
/** With how many lines a log opens. */
const tailAtFirst = 500;

export const initialLog: LogState = {
  phase: 'open',
  error: null,
  pull: 0,
  tailLines: tailAtFirst,
  isPaused: false,
  entries: [],
  characters: 0,
  dropped: 0,
  isBefore: false,
  waiting: [],
};

export function reduceLog(state: LogState, action: LogAction): LogState {
  switch (action.type) {
    case 'began':
      return begun(state);
    case 'arrived':
      return state.isPaused ? awaited(state, action.lines) : appended(state, action.lines);
    case 'ended':
      return { ...(state.isBefore ? emptied(state) : state), phase: 'ended' };
    case 'failed':
      return { ...state, phase: 'failed', error: action.why };
    case 'cut':
      return { ...state, phase: 'cut' };
    case 'sought':
      return { ...state, phase: 'seeking' };
    case 'continued':
      return { ...state, phase: 'open', error: null, isBefore: false };
    case 'replaced':
      return { ...begun(state), tailLines: action.tailLines };
    case 'broke':
      return { ...state, phase: 'broken', error: action.why };
    case 'paused':
      return { ...state, isPaused: true };
    case 'resumed':
      return resumed(state);
    case 'again':
      return again(state);
    case 'all':
      return { ...again(state), tailLines: 0 };
  }
}

/** Whether there may be lines before those that came: as many as were asked for are there, or more. */
export const isTail = ({ tailLines, dropped, entries }: LogState): boolean =>
  tailLines > 0 && dropped + entries.length >= tailLines;

/** The lines that are there, oldest first, and those that wait. */
export const heldLines = ({ entries, waiting }: LogState): readonly LogLine[] => [
  ...entries.map(({ timestampMs, level, text }) => ({ timestampMs, level, message: text })),
  ...waiting,
];

/** Whether the log is to be pulled: its lines come, or will again. */
export const isPulled = ({ phase }: LogState): boolean => phase === 'open' || phase === 'cut' || phase === 'seeking';

const begun = (state: LogState): LogState => ({ ...state, phase: 'open', error: null, waiting: [], isBefore: true });

const again = (state: LogState): LogState => ({ ...state, phase: 'open', isPaused: false, waiting: [], pull: state.pull + 1 });

function awaited(state: LogState, lines: readonly LogLine[]): LogState {
  const waiting = [...state.waiting, ...lines];
  const characters = waiting.reduce((sum, { message }) => sum + message.length, 0);
  const isFull = waiting.length > mostWaiting || characters > mostCharacters;
  return isFull ? { ...state, phase: 'full', waiting: waiting.slice(0, mostWaiting) } : { ...state, waiting };
}

function resumed(state: LogState): LogState {
  if (state.phase === 'full') {
    // What came after the pull was ended is unknown here: the tail is asked for again.
    return again(state);
  }
  const going = { ...state, isPaused: false, waiting: [] };
  return state.waiting.length > 0 ? appended(going, state.waiting) : going;
}

const emptied = (state: LogState): LogState => ({ ...state, entries: [], characters: 0, dropped: 0, isBefore: false });

function appended(before: LogState, lines: readonly LogLine[]): LogState {
  const state = before.isBefore ? emptied(before) : before;
  const next = state.dropped + state.entries.length;
  const added = lines.map(
    ({ timestampMs, level, message }, index): LogEntry => ({ place: next + index, timestampMs, level, text: plain(message) }),
  );
  const all = [...state.entries, ...added];
  let characters = lengthOf(added) + state.characters;
  let first = Math.max(0, all.length - mostLines);
  characters -= lengthOf(all.slice(0, first));
  while (characters > mostCharacters && first < all.length - 1) {
    characters -= all[first]?.text.length ?? 0;
    first += 1;
  }
  const entries = first === 0 ? all : all.slice(first);
  return { ...state, entries, characters, dropped: next + added.length - entries.length };
}

const lengthOf = (entries: readonly LogEntry[]): number => entries.reduce((sum, { text }) => sum + text.length, 0);
