import { describe, expect, it } from 'vitest';
import { formatFilter, parseFilter, pathOf } from '../../../src/pages/audit/filter';

const nothing = { who: '', what: '', outcome: '', from: '', to: '' } as const;

describe('parseFilter', () => {
  it.each([
    ['', nothing],
    ['who=%20ada%20&what=sign-in', { ...nothing, who: 'ada', what: 'sign-in' }],
    ['outcome=failed', { ...nothing, outcome: 'failed' }],
    ['outcome=good', nothing],
    ['from=2026-01-02&to=2026-01-03', { ...nothing, from: '2026-01-02', to: '2026-01-03' }],
    ['from=2026-13-02&to=yesterday', nothing],
  ])('of %j', (query, expected) => {
    expect(parseFilter(query)).toEqual(expected);
  });

  it('reads back what was written', () => {
    const filter = { who: 'a&b', what: 'GET /api/people', outcome: 'done', from: '2026-01-02', to: '2026-01-03' } as const;
    expect(parseFilter(formatFilter(filter))).toEqual(filter);
  });
});

describe('pathOf', () => {
  it('of nothing is the bare path', () => {
    expect(pathOf(nothing, 'utc', null)).toBe('/api/audit');
  });

  it('includes both days in the zone in use', () => {
    expect(pathOf({ ...nothing, from: '2026-01-02', to: '2026-01-03' }, 'utc', 7)).toBe(
      '/api/audit?from=2026-01-02T00%3A00%3A00.000Z&to=2026-01-04T00%3A00%3A00.000Z&after=7',
    );
  });
});
