// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { changedRoute, formatRoute, homeRoute, parseRoute, type Route } from '../../src/app/route';

const nothing = homeRoute;

const parsed = (address: string): Route => parseRoute(new URL(address, 'https://monitor.example'));

describe('parseRoute', () => {
  it.each([
    ['', nothing],
    ['?', nothing],
    ['?source=', nothing],
    ['?source=north', { ...nothing, source: 'north' }],
    ['?kiosk', { ...nothing, kiosk: true }],
    ['?run=north/42', { ...nothing, run: { source: 'north', id: '42' } }],
    ['?run=north/a/b%20c', { ...nothing, run: { source: 'north', id: 'a/b c' } }],
    ['?run=north', nothing],
    ['?run=/42', nothing],
    ['?run=north/', nothing],
    ['connections', { ...nothing, path: '/connections' }],
    ['audit?who=ada&from=2026-01-02', { ...nothing, path: '/audit', query: 'who=ada&from=2026-01-02' }],
    ['?who=ada', nothing],
    ['pipelines/a%20b?source=north', { ...nothing, path: '/pipelines/a%20b', source: 'north' }],
    ['connections?kiosk', { ...nothing, path: '/connections' }],
  ])('of %j', (search, expected) => {
    expect(parsed(`/${search}`)).toEqual(expected);
  });
});

describe('formatRoute', () => {
  it('of nothing is the bare address', () => {
    expect(formatRoute(nothing)).toBe('/');
  });

  it.each<Route>([
    nothing,
    { ...nothing, source: 'north' },
    { ...nothing, kiosk: true },
    { path: '/connections', source: 'north', run: null, kiosk: false, query: '' },
    { ...nothing, path: '/audit', query: 'who=a%26b+c&what=sign-in' },
    { path: '/', source: 'north', run: { source: 'south', id: 'a/b?c=d&e #ü' }, kiosk: true, query: '' },
  ])('is read back as it was: %j', (route) => {
    expect(parsed(formatRoute(route))).toEqual(route);
  });
});

describe('changedRoute', () => {
  const run = { source: 'north', id: '1' };
  const narrowed: Route = { ...nothing, source: 'north', run };

  it('keeps on the dashboard what is not named', () => {
    expect(changedRoute(narrowed, { run: null })).toEqual({ ...nothing, source: 'north' });
  });

  it('leads to the dashboard by what only that shows', () => {
    expect(changedRoute({ ...nothing, path: '/connections', query: 'who=ada' }, { run })).toEqual({ ...nothing, run });
  });

  it('narrows the page that is open', () => {
    const narrowed = { path: '/audit', query: 'who=ada' };
    expect(changedRoute({ ...nothing, path: '/audit', query: 'who=bob' }, narrowed)).toEqual({ ...nothing, ...narrowed });
  });

  it('opens another page without what was shown before', () => {
    expect(changedRoute(narrowed, { path: '/connections' })).toEqual({ ...nothing, path: '/connections' });
  });
});
