import { describe, expect, it } from 'vitest';
import { pageAt, parametersOf, pipelinePath } from '../../src/app/page';
import { pages } from '../../src/app/pages';

const pattern = '/pipelines/:source/:id';

describe('parametersOf', () => {
  it.each([
    ['/pipelines/north/orders', { source: 'north', id: 'orders' }],
    ['/pipelines/north/a%2Fb%20c', { source: 'north', id: 'a/b c' }],
    ['/pipelines/north', null],
    ['/pipelines/north/', null],
    ['/pipelines/north/orders/more', null],
    ['/pipelines/north/100%', null],
    ['/connections/north/orders', null],
  ])('of %s', (path, expected) => {
    expect(parametersOf(pattern, path)).toEqual(expected);
  });

  it.each(['orders', 'a/b', '50 %', 'ü?#&', ':id'])('gives back the pipeline %j', (id) => {
    expect(parametersOf(pattern, pipelinePath('north', id))).toEqual({ source: 'north', id });
  });
});

describe('pageAt', () => {
  it('finds a page with and without parameters', () => {
    expect(pageAt(pages, '/runs')?.title).toBe('runs.title');
    expect(pageAt(pages, '/pipelines/north/orders')?.title).toBe('pipeline.title');
    expect(pageAt(pages, '/pipelines')).toBeUndefined();
  });
});
