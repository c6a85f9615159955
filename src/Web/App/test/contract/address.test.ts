// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { returnUrl } from '../../src/account/returnUrl';
import { formatRoute, homeRoute, parseRoute } from '../../src/app/route';
import { addressOf, keptName, pathOf } from '../../src/contract/address';

const below = (path: string) => {
  document.documentElement.dataset.pathBase = path;
};

afterEach(() => {
  delete document.documentElement.dataset.pathBase;
});

describe('addresses', () => {
  it('are those of the host where no proxy serves it below a path', () => {
    below('');

    expect(addressOf('/api/account/me')).toBe('/api/account/me');
    expect(pathOf('/connections')).toBe('/connections');
    expect(keptName('flextmonitor.series')).toBe('flextmonitor.series');
  });

  it('begin with the path below which a proxy serves the host', () => {
    below('/monitor');

    expect(addressOf('/hubs/dashboard')).toBe('/monitor/hubs/dashboard');
    expect(keptName('flextmonitor.series')).toBe('flextmonitor.series/monitor');
    expect(formatRoute({ ...homeRoute, source: 'north' })).toBe('/monitor/?source=north');
    expect(formatRoute({ ...homeRoute, path: '/connections' })).toBe('/monitor/connections');
  });

  it.each([
    ['/monitor/', '/'],
    ['/monitor', '/'],
    ['/monitor/connections', '/connections'],
    ['/monitors', '/monitors'],
    ['/', '/'],
  ])('of %j name the page %j', (pathname, path) => {
    below('/monitor');

    expect(parseRoute({ pathname, search: '' }).path).toBe(path);
  });

  it('lead back from the sign-in to the dashboard below the path', () => {
    below('/monitor');
    const origin = 'https://host.example';

    expect(returnUrl('', origin)).toBe(`${origin}/monitor/`);
    expect(returnUrl('?returnUrl=%2Fmonitor%2Flogin', origin)).toBe(`${origin}/monitor/`);
    expect(returnUrl('?returnUrl=%2Fmonitor%2Fconnections', origin)).toBe(`${origin}/monitor/connections`);
  });
});
