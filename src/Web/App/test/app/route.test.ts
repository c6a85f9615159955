import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from '../../src/app/route';

const nothing: Route = { source: null, run: null, kiosk: false };

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
  ])('of %j', (search, expected) => {
    expect(parseRoute(search)).toEqual(expected);
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
    { source: 'north', run: { source: 'south', id: 'a/b?c=d&e #ü' }, kiosk: true },
  ])('is read back as it was: %j', (route) => {
    expect(parseRoute(formatRoute(route).replace(/^\//, ''))).toEqual(route);
  });
});
