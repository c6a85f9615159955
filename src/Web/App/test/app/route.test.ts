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
    ['pipelines/a%20b?source=north', { ...nothing, path: '/pipelines/a%20b', source: 'north' }],
    ['?range=24h', { ...nothing, range: { kind: 'live', span: '24h' } }],
    ['?range=2h', nothing],
    [
      '?from=2026-01-02T10:00:00Z&to=2026-01-02T11:00:00Z',
      { ...nothing, range: { kind: 'fixed', fromMs: Date.UTC(2026, 0, 2, 10), toMs: Date.UTC(2026, 0, 2, 11) } },
    ],
    ['?from=2026-01-02T11:00:00Z&to=2026-01-02T10:00:00Z', nothing],
    ['?status=failed', nothing],
    [
      'runs?status=failed&text=ORA&source=north',
      { ...nothing, path: '/runs', source: 'north', own: { status: 'failed', text: 'ORA' } },
    ],
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
    { ...nothing, path: '/connections', source: 'north' },
    { ...nothing, source: 'north', run: { source: 'south', id: 'a/b?c=d&e #ü' }, kiosk: true },
    { ...nothing, range: { kind: 'live', span: '7d' } },
    { ...nothing, range: { kind: 'fixed', fromMs: Date.UTC(2026, 2, 29, 0, 30), toMs: Date.UTC(2026, 2, 29, 1, 30) } },
    { ...nothing, path: '/runs', own: { status: 'failed,cancelled', text: '50 % & more' } },
  ])('is read back as it was: %j', (route) => {
    expect(parsed(formatRoute(route))).toEqual(route);
  });
});

describe('changedRoute', () => {
  const run = { source: 'north', id: '1' };
  const narrowed: Route = { ...nothing, source: 'north', run };

  it('keeps on the dashboard what is not named', () => {
    expect(changedRoute(narrowed, { run: null }, ['run'])).toEqual({ ...nothing, source: 'north' });
  });

  it('leads to the dashboard by what only that shows', () => {
    expect(changedRoute({ ...nothing, path: '/connections' }, { run })).toEqual({ ...nothing, run });
  });

  it('stays on a page that shows it, with what that has besides', () => {
    const searched: Route = { ...nothing, path: '/runs', own: { text: 'ORA' } };

    expect(changedRoute(searched, { run }, ['source', 'run'])).toEqual({ ...searched, run });
    expect(changedRoute(searched, { kiosk: true, run: null }, ['source', 'run'])).toEqual({ ...nothing, kiosk: true });
  });

  it('opens another page without what was shown before', () => {
    expect(changedRoute(narrowed, { path: '/connections' })).toEqual({ ...nothing, path: '/connections' });
  });
});
