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
    ['people?dialog=invite', { ...nothing, path: '/people', dialog: { kind: 'invite', id: null } }],
    ['people?dialog=person%2Fp%2F1', { ...nothing, path: '/people', dialog: { kind: 'person', id: 'p/1' } }],
    ['?find=ORA&level=error', nothing],
    [
      '?run=north/42&line=7&find=ORA&pattern&level=error',
      {
        ...nothing,
        run: { source: 'north', id: '42', line: 7, log: { text: 'ORA', isPattern: true, level: 'error', stream: null } },
      },
    ],
    ['?run=north/42&level=loud', { ...nothing, run: { source: 'north', id: '42' } }],
    ['?run=north/42', { ...nothing, run: { source: 'north', id: '42' } }],
    ['?run=north/a/b%20c', { ...nothing, run: { source: 'north', id: 'a/b c' } }],
    ['?run=north', nothing],
    ['?run=/42', nothing],
    ['?run=north/', nothing],
    ['connections', { ...nothing, path: '/connections' }],
    ['audit?who=ada&from=2026-01-02', { ...nothing, path: '/audit', query: 'who=ada&from=2026-01-02' }],
    ['?who=ada', nothing],
    ['pipelines/a%20b?source=north', { ...nothing, path: '/pipelines/a%20b', source: 'north' }],
    ['?range=24h', { ...nothing, range: { kind: 'live', span: '24h' } }],
    ['?range=2h', nothing],
    [
      '?from=2026-01-02T10:00:00Z&to=2026-01-02T11:00:00Z',
      { ...nothing, range: { kind: 'fixed', fromMs: Date.UTC(2026, 0, 2, 10), toMs: Date.UTC(2026, 0, 2, 11) } },
    ],
    ['?from=2026-01-02T11:00:00Z&to=2026-01-02T10:00:00Z', nothing],
    ['?status=failed', nothing],
    ['runs?status=failed&text=ORA&source=north', { ...nothing, path: '/runs', source: 'north', query: 'status=failed&text=ORA' }],
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
    { ...nothing, path: '/audit', query: 'who=a%26b+c&what=sign-in&from=2026-01-02&to=2026-01-03' },
    { ...nothing, source: 'north', run: { source: 'south', id: 'a/b?c=d&e #ü' }, kiosk: true },
    { ...nothing, range: { kind: 'live', span: '7d' } },
    { ...nothing, run: { source: 'south', id: 'a', log: { text: 'a&b', isPattern: false, level: 'warning', stream: 'stderr' } } },
    { ...nothing, path: '/alerts/rules', dialog: { kind: 'edit', id: 'r 1/ü' } },
    { ...nothing, range: { kind: 'fixed', fromMs: Date.UTC(2026, 2, 29, 0, 30), toMs: Date.UTC(2026, 2, 29, 1, 30) } },
    { ...nothing, path: '/runs', query: 'status=failed%2Ccancelled&text=50+%25+%26+more' },
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
    expect(changedRoute({ ...nothing, path: '/connections', query: 'who=ada' }, { run })).toEqual({ ...nothing, run });
  });

  it('narrows the page that is open', () => {
    const narrowed = { path: '/audit', query: 'who=ada' };
    expect(changedRoute({ ...nothing, path: '/audit', query: 'who=bob' }, narrowed)).toEqual({ ...nothing, ...narrowed });
  });

  it('stays on a page that shows it, with what that has besides', () => {
    const searched: Route = { ...nothing, path: '/runs', query: 'text=ORA' };

    expect(changedRoute(searched, { run }, ['source', 'run'])).toEqual({ ...searched, run });
    expect(changedRoute(searched, { kiosk: true, run: null }, ['source', 'run'])).toEqual({ ...nothing, kiosk: true });
  });

  it('opens and closes a dialog on the page that is open, which no other page shows', () => {
    const dialog = { kind: 'edit', id: 'r1' };
    const rules: Route = { ...nothing, path: '/alerts/rules', query: 'a=b' };

    expect(changedRoute(rules, { dialog })).toEqual({ ...rules, dialog });
    expect(changedRoute({ ...rules, dialog }, { dialog: null })).toEqual(rules);
    expect(changedRoute({ ...rules, dialog }, { run })).toEqual({ ...nothing, run });
  });

  it('opens another page without what was shown before', () => {
    expect(changedRoute(narrowed, { path: '/connections' })).toEqual({ ...nothing, path: '/connections' });
  });

  it('says of a wall how often it shows another daemon, as far as that can be read', () => {
    const rotating = (search: string) => parseRoute({ pathname: '/', search }).rotateSeconds;

    expect(
      ['?kiosk&rotate=20', '?kiosk', '?rotate=20', '?kiosk&rotate=1', '?kiosk&rotate=x', '?kiosk&rotate='].map(rotating),
    ).toEqual([20, null, null, null, null, null]);
    expect(formatRoute({ ...homeRoute, kiosk: true, rotateSeconds: 20, source: 'north' })).toBe(
      '/?source=north&kiosk=&rotate=20',
    );
  });

  it('keeps the filters of the dashboard, and nothing that is not its own', () => {
    expect(parseRoute({ pathname: '/', search: '?daemon=north&state=down&runs=late&named=a&order=-rows&utm=1' }).query).toBe(
      'daemon=north&state=down&runs=late&named=a&order=-rows',
    );
  });
});
