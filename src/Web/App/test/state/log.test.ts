import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../src/contract/messages';
import {
  initialLog,
  isTail,
  type LogAction,
  type LogState,
  mostCharacters,
  mostLines,
  mostWaiting,
  reduceLog,
} from '../../src/state/log';

const lines = (count: number, from = 0): readonly LogLine[] =>
  Array.from({ length: count }, (_, place) => ({ timestampMs: null, level: null, message: `line ${from + place}` }));

const arrived = (count: number, from = 0): LogAction => ({ type: 'arrived', lines: lines(count, from) });

const logAfter = (...actions: readonly LogAction[]): LogState => actions.reduce(reduceLog, initialLog);
const texts = (state: LogState) => state.entries.map(({ text }) => text);

describe('a log', () => {
  it('grows by what arrives, in order', () => {
    const state = logAfter({ type: 'began' }, arrived(2), arrived(1, 2));

    expect(texts(state)).toEqual(['line 0', 'line 1', 'line 2']);
    expect(state.entries.map(({ place }) => place)).toEqual([0, 1, 2]);
    expect(state).toMatchObject({ phase: 'open', dropped: 0, characters: 18 });
  });

  it('holds the newest lines and counts those dropped', () => {
    const state = logAfter({ type: 'began' }, arrived(mostLines), arrived(5, mostLines));

    expect(state.entries).toHaveLength(mostLines);
    expect(state.dropped).toBe(5);
    expect(state.entries[0]).toMatchObject({ place: 5, text: 'line 5' });
    expect(state.characters).toBe(texts(state).join('').length);
  });

  it('holds no more characters than it may, but always the newest line', () => {
    const long: LogLine = { timestampMs: null, level: null, message: 'x'.repeat(mostCharacters / 2 + 1) };

    const state = logAfter({ type: 'began' }, { type: 'arrived', lines: [long, long, long] });

    expect(state.entries.map(({ place }) => place)).toEqual([2]);
    expect(state).toMatchObject({ dropped: 2, characters: mostCharacters / 2 + 1 });
  });

  it('shows what it had until a new pull brings something, and then only that', () => {
    const cut = logAfter({ type: 'began' }, arrived(3), { type: 'cut' });

    const begun = reduceLog(cut, { type: 'began' });
    expect(texts(begun)).toHaveLength(3);
    expect(texts(reduceLog(begun, arrived(1, 9)))).toEqual(['line 9']);
    expect(texts(reduceLog(begun, { type: 'ended' }))).toEqual([]);
  });

  it('ends, and fails in the words of the hub', () => {
    expect(logAfter({ type: 'began' }, arrived(1), { type: 'ended' })).toMatchObject({ phase: 'ended', error: null });
    expect(logAfter({ type: 'began' }, { type: 'failed', why: 'not implemented' })).toMatchObject({
      phase: 'failed',
      error: 'not implemented',
    });
    expect(logAfter({ type: 'failed', why: 'x' }, { type: 'again' }, { type: 'began' })).toMatchObject({ error: null, pull: 1 });
  });

  it('draws nothing while paused, and catches up when resumed', () => {
    const paused = logAfter({ type: 'began' }, arrived(1), { type: 'paused' }, arrived(2, 1));
    expect(texts(paused)).toEqual(['line 0']);
    expect(paused.waiting).toHaveLength(2);

    const resumed = reduceLog(paused, { type: 'resumed' });

    expect(texts(resumed)).toEqual(['line 0', 'line 1', 'line 2']);
    expect(resumed).toMatchObject({ waiting: [], pull: 0, isPaused: false });
  });

  it('lets no more wait than it may: the pull ends, and resuming begins another', () => {
    const full = logAfter({ type: 'began' }, { type: 'paused' }, arrived(mostWaiting), arrived(1));
    expect(full).toMatchObject({ phase: 'full', pull: 0 });
    expect(full.waiting).toHaveLength(mostWaiting);

    expect(reduceLog(full, { type: 'resumed' })).toMatchObject({ pull: 1, waiting: [], isPaused: false });
  });

  it('lets no more characters wait than it holds', () => {
    const long: LogLine = { timestampMs: null, level: null, message: 'x'.repeat(mostCharacters / 2 + 1) };

    const state = logAfter({ type: 'began' }, { type: 'paused' }, { type: 'arrived', lines: [long, long] });

    expect(state.phase).toBe('full');
  });

  it('that ended while paused has all of it when resumed', () => {
    const state = logAfter({ type: 'began' }, { type: 'paused' }, arrived(2), { type: 'ended' }, { type: 'resumed' });

    expect(texts(state)).toEqual(['line 0', 'line 1']);
    expect(state.phase).toBe('ended');
  });
});

describe('isTail', () => {
  it('is so once as many lines came as were asked for: there may be others before them', () => {
    expect(isTail(logAfter({ type: 'began' }, arrived(499)))).toBe(false);
    expect(isTail(logAfter({ type: 'began' }, arrived(500)))).toBe(true);
    expect(isTail(logAfter({ type: 'began' }, arrived(500), arrived(1, 500)))).toBe(true);
  });

  it('is not so where all were asked for', () => {
    const all = logAfter({ type: 'began' }, arrived(500), { type: 'all' }, { type: 'began' }, arrived(800));

    expect(all).toMatchObject({ pull: 1, tailLines: 0 });
    expect(isTail(all)).toBe(false);
    expect(reduceLog(all, { type: 'again' })).toMatchObject({ pull: 2, tailLines: 0 });
  });
});
