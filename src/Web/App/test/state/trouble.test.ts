import { describe, expect, it } from 'vitest';
import { graver, noTrouble, rankOf, toneOf, troubleOf } from '../../src/state/trouble';
import { degradedOf, problemOf, stuckOf, unhealthyOf, unreachableOf } from '../messages';

describe('rankOf', () => {
  it('is one order for everything, with what the page does not know after that by severity', () => {
    const kinds = ['slow', 'new', 'stuck', 'degraded', 'unreachable', 'failing', 'component'];
    const all = [
      ...kinds.map((kind) => problemOf({ kind, title: kind })),
      problemOf({ kind: 'new', title: 'new info', severity: 'info' }),
      problemOf({ kind: 'new', title: 'new warning', severity: 'warning' }),
    ];

    const order = all.sort((left, right) => rankOf(left) - rankOf(right)).map(({ title }) => title);

    expect(order).toEqual(['unreachable', 'component', 'degraded', 'failing', 'stuck', 'slow', 'new', 'new warning', 'new info']);
    expect(Math.max(...all.map(rankOf))).toBeLessThan(noTrouble);
  });

  it('does not depend on severity where the kind is known', () => {
    expect(rankOf(problemOf({ severity: 'info' }))).toBe(rankOf(problemOf()));
  });
});

describe('a problem', () => {
  it('is of a trouble that the page has words for, or of none', () => {
    expect([problemOf(), problemOf({ kind: 'zero-rows' })].map(troubleOf)).toEqual(['failing', null]);
  });

  it('is red where it is critical and amber otherwise', () => {
    const all = [unreachableOf(), unhealthyOf(), degradedOf(), problemOf(), stuckOf(), problemOf({ severity: 'info' })];

    expect(all.map(toneOf)).toEqual(['bad', 'bad', 'warn', 'bad', 'warn', 'warn']);
  });

  it('is graver by the order, and the first of two alike', () => {
    const [failing, stuck, other] = [problemOf(), stuckOf(), problemOf({ id: 'other' })];

    expect([graver(stuck, failing), graver(failing, stuck), graver(failing, other)]).toEqual([failing, failing, failing]);
  });
});
