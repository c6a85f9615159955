import { describe, expect, it } from 'vitest';
import { findablePages, listedPages, pageAt, parametersOf, pipelinePath, problemPath } from '../../src/app/page';
import { pages } from '../../src/app/pages';
import { accountOf } from '../staged';

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

  it('finds the page of a problem and each part of the alerts', () => {
    expect(pageAt(pages, problemPath('0197'))?.title).toBe('alertPages.problem');
    expect(pageAt(pages, '/alerts/silences')?.title).toBe('alertPages.silences');
    expect(pageAt(pages, '/alerts/unknown')).toBeUndefined();
  });
});

describe('the pages that are offered', () => {
  const paths = (offered: typeof pages) => offered.map(({ path }) => path).filter((path) => path.startsWith('/alerts'));

  it('in the menu have one entry for a subject', () => {
    expect(paths(listedPages(pages, accountOf('admin')))).toEqual(['/alerts']);
  });

  it('in the palette are all that the account may open', () => {
    expect(paths(findablePages(pages, accountOf('viewer')))).toEqual([
      '/alerts',
      '/alerts/past',
      '/alerts/rules',
      '/alerts/silences',
    ]);
    expect(paths(findablePages(pages, accountOf('viewer', 'operator', 'admin')))).toContain('/alerts/channels');
  });
});
