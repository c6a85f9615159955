import { describe, expect, it } from 'vitest';
import { boundPlace } from '../../../src/app/kiosk/bound';
import { nextDashboard, secondsOf } from '../../../src/app/kiosk/rotation';
import { dashboardPath } from '../../../src/app/page';
import { homeRoute } from '../../../src/app/route';
import type { Account } from '../../../src/state/monitor';
import { accountOf } from '../../staged';

const dashboards = [
  { id: 'one', seconds: 30 },
  { id: 'two', seconds: 60 },
];
const screen: Account = { ...accountOf('viewer'), kind: 'display', dashboards };
const kiosk = { ...homeRoute, kiosk: true };

describe('boundPlace', () => {
  it.each([
    ['the live page of a wall', kiosk],
    ['the live page', homeRoute],
    ['runs', { ...homeRoute, path: '/runs' }],
    ['a dashboard that it is not bound to', { ...kiosk, path: dashboardPath('three') }],
    ['one of its dashboards outside of a wall', { ...homeRoute, path: dashboardPath('two') }],
  ])('leads a bound screen from %s to its first dashboard', (_, route) => {
    expect(boundPlace(route, screen)).toEqual({ ...kiosk, path: dashboardPath('one') });
  });

  it('leaves a bound screen at each of its dashboards', () => {
    expect(dashboards.map(({ id }) => boundPlace({ ...kiosk, path: dashboardPath(id) }, screen))).toEqual([null, null]);
  });

  it('leads nobody else anywhere', () => {
    expect(boundPlace(kiosk, { ...screen, dashboards: [] })).toBeNull();
    expect(boundPlace(kiosk, { ...screen, kind: 'person' })).toBeNull();
    expect(boundPlace(kiosk, null)).toBeNull();
  });
});

describe('secondsOf', () => {
  it('gives each dashboard of a bound screen its own time, whatever the address says', () => {
    const shown = dashboards.map(({ id }) => secondsOf({ ...kiosk, path: dashboardPath(id), rotateSeconds: 5 }, dashboards));

    expect(shown).toEqual([30, 60]);
  });

  it('leaves a single one for good, and follows the address where nothing is bound', () => {
    expect(secondsOf({ ...kiosk, path: dashboardPath('one'), rotateSeconds: 5 }, dashboards.slice(0, 1))).toBeNull();
    expect(secondsOf({ ...kiosk, rotateSeconds: 5 }, [])).toBe(5);
  });
});

describe('nextDashboard', () => {
  it('begins again after the last, and after one that is bound no more', () => {
    expect(['one', 'two', 'gone'].map((id) => nextDashboard(['one', 'two'], dashboardPath(id)))).toEqual(
      ['two', 'one', 'one'].map(dashboardPath),
    );
  });
});
