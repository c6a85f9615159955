import { describe, expect, it } from 'vitest';
import { concerns, everything, ofProblem } from '../../../src/pages/alerts/match';
import { fits } from '../../../src/state/patterns';
import { problemOf, unreachableOf } from '../../messages';

describe('fits', () => {
  // As the hub compares them.
  it.each([
    ['orders', 'Orders', true],
    ['*', '', true],
    ['*', 'anything', true],
    ['', '', true],
    ['', 'a', false],
    ['orders-?', 'orders-1', true],
    ['orders-?', 'orders-', false],
    ['*-daily', 'stock-daily', true],
    ['*-daily', 'stock-daily-2', false],
    ['o*r*s', 'orders', true],
    ['a.b', 'axb', false],
    ['a*b*', 'ab', true],
  ])('%j holds %j: %s', (pattern, name, expected) => {
    expect(fits(pattern, name)).toBe(expected);
  });

  it('takes no long time for many stars', () => {
    expect(fits(`${'*a'.repeat(100)}b`, 'a'.repeat(250))).toBe(false);
  });
});

describe('concerns', () => {
  it.each([
    ['everything', {}, true],
    ['its severity', { severities: ['critical'] }, true],
    ['another severity', { severities: ['info'] }, false],
    ['its daemon', { sources: ['default'] }, true],
    ['another daemon', { sources: ['north'] }, false],
    ['its kind', { kinds: ['failing', 'slow'] }, true],
    ['another kind', { kinds: ['slow'] }, false],
    ['its pipeline by name', { pipelines: ['orders to *'] }, true],
    ['its pipeline by id', { pipelines: ['stock', 'orders'] }, true],
    ['another pipeline', { pipelines: ['stock'] }, false],
  ])('says of %s', (_, match, expected) => {
    expect(concerns({ ...everything, ...match }, problemOf())).toBe(expected);
  });

  it('holds nothing without a pipeline where patterns are given', () => {
    expect(concerns({ ...everything, pipelines: ['*'] }, unreachableOf())).toBe(false);
  });
});

describe('ofProblem', () => {
  it('concerns the problem, also where its pipeline is called like a pattern', () => {
    const problem = problemOf({ pipelineName: 'a*b' });

    expect(concerns(ofProblem(problem), problem)).toBe(true);
    expect(concerns(ofProblem(problem), problemOf({ pipelineName: 'a-long-b', pipelineId: 'other' }))).toBe(false);
    expect(ofProblem(unreachableOf())).toEqual({ severities: [], sources: ['default'], pipelines: [], kinds: ['unreachable'] });
  });
});
