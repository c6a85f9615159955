import { describe, expect, it } from 'vitest';
import { type HeldProblem, held, heldMs } from '../../src/state/heldProblems';
import { nowMs, problemOf, stuckOf } from '../messages';

const places = 5;
const failing = problemOf({ id: 'failing' });
const stuck = stuckOf({ id: 'stuck' });
const other = problemOf({ id: 'other' });
const at = (nowMs: number, isTouched = false) => ({ nowMs, isTouched, places });
const told = (list: readonly HeldProblem[]) =>
  list.map(({ problem, overAtMs }) => (overAtMs === null ? problem.id : `${problem.id} over`));

describe('held', () => {
  it('keeps the place of what is over for a while', () => {
    const first = held([], [failing, stuck], at(nowMs));
    const later = held(first, [stuck], at(nowMs + 1000));
    const still = held(later, [stuck], at(nowMs + heldMs));
    const after = held(still, [stuck], at(nowMs + 1000 + heldMs));

    expect([first, later, still, after].map(told)).toEqual([
      ['failing', 'stuck'],
      ['failing over', 'stuck'],
      ['failing over', 'stuck'],
      ['stuck'],
    ]);
  });

  it('has what opens again in the place that it kept', () => {
    const over = held(held([], [failing, stuck], at(nowMs)), [stuck], at(nowMs));

    expect(told(held(over, [failing, stuck], at(nowMs + 1)))).toEqual(['failing', 'stuck']);
  });

  it('shows the newest state of what stays', () => {
    const again = { ...failing, count: 3 };

    expect(held(held([], [failing], at(nowMs)), [again], at(nowMs))[0]?.problem).toBe(again);
  });

  it('moves nothing while a person is in the list, however long, and puts what is new last', () => {
    const first = held([], [other, stuck], at(nowMs));
    const touched = held(first, [failing, stuck], at(nowMs + 1000, true));
    const long = held(touched, [failing, stuck], at(nowMs + 2 * heldMs, true));
    const left = held(long, [failing, stuck], at(nowMs + 2 * heldMs));

    expect([touched, long, left].map(told)).toEqual([
      ['other over', 'stuck', 'failing'],
      ['other over', 'stuck', 'failing'],
      ['failing', 'stuck'],
    ]);
  });

  it('gives the place of what is over to what is open and needs it', () => {
    const many = Array.from({ length: places }, (_, n) => stuckOf({ id: `s${n}` }));
    const first = held([], [failing, ...many], at(nowMs));

    expect(told(held(first, many, at(nowMs)))).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(told(held(first, many.slice(1), at(nowMs)))).toEqual(['failing over', 's1', 's2', 's3', 's4']);
  });
});
