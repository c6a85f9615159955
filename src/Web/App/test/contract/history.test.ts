import { describe, expect, it } from 'vitest';
import { parseHistories } from '../../src/contract/history';

const answer = {
  source: 'default',
  from: '2026-01-02T12:00:00+00:00',
  to: '2026-01-02T12:00:04+00:00',
  stepSeconds: 2,
  seenPercent: 50,
  truncatedBefore: null,
  at: [1767355200000, 1767355202000],
  figures: { cpuUsage: { mean: [12.5, null], min: [12.5, null], max: [100, null] }, totalExecutions: { increase: [0, 0] } },
  liveSeconds: [2, 0],
  degradedSeconds: [0, 0],
  downSeconds: [0, 0],
  unseenSeconds: [0, 2],
};

describe('parseHistories', () => {
  it('reads an answer for one daemon and for several', () => {
    const [one] = parseHistories(answer);

    expect(one).toMatchObject({ source: 'default', fromMs: 1767355200000, toMs: 1767355204000, stepMs: 2000, unseen: [0, 2] });
    expect(one?.figures).toEqual({
      cpuUsage: { mean: [12.5, null], min: [12.5, null], max: [100, null] },
      totalExecutions: { mean: [0, 0], min: [0, 0], max: [0, 0] },
    });
    expect(parseHistories([answer, { ...answer, source: 'south' }]).map(({ source }) => source)).toEqual(['default', 'south']);
  });

  it.each([
    ['a column of another length', { ...answer, unseenSeconds: [0] }],
    ['a figure of another length', { ...answer, figures: { cpuUsage: { mean: [1], min: [1], max: [1] } } }],
    ['a column without numbers', { ...answer, downSeconds: [0, null] }],
    ['a text in place of a number', { ...answer, at: ['now', 'then'] }],
    ['no object', null],
  ])('refuses %s', (_, sent) => {
    expect(() => parseHistories(sent)).toThrow(/rows|numbers|no object/);
  });
});
