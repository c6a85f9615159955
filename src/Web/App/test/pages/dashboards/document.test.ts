import { describe, expect, it } from 'vitest';
import { areEqual, newId, sentOf } from '../../../src/pages/dashboards/model/changed';
import { parseDashboard } from '../../../src/pages/dashboards/model/document';
import { rangeOf, sentRange } from '../../../src/pages/dashboards/model/range';
import { dashboardOf, sentDashboard, sentWidget } from './dashboards';

describe('a dashboard', () => {
  it('keeps fields and widgets of later versions as they came', () => {
    const sent = sentDashboard({
      palette: { tone: 'loud' },
      range: { last: 'PT1H', of: 'later' },
      widgets: [sentWidget('a', { type: 'hologram', options: { deep: [1, { two: 3 }] }, glow: true })],
    });

    const { access: _, provisioned: __, ...kept } = sent as Record<string, unknown>;
    expect(sentOf(parseDashboard(sent))).toEqual(kept);
  });

  it('is refused if a field has no readable value', () => {
    expect(() => parseDashboard(sentDashboard({ widgets: [sentWidget('a', { w: 'wide' })] }))).toThrow('w is no number');
    expect(() => parseDashboard(sentDashboard({ title: 7 }))).toThrow('title is no text');
  });

  it('of a later version shows no more than it may: an unknown role reads as the highest', () => {
    const read = parseDashboard(sentDashboard({ access: 'own-and-more', leastRole: 'owner', visibility: 'world' }));

    expect([read.access, read.leastRole, read.visibility]).toEqual(['view', 'admin', 'private']);
  });

  it('names a new widget as no other is named', () => {
    const { widgets } = dashboardOf([sentWidget('text-1')]);
    const id = newId('text', widgets);

    expect(id).toMatch(/^text-[0-9a-z]{1,7}$/);
    expect(newId('a'.repeat(40), []).length).toBeLessThanOrEqual(40);
  });
});

describe('areEqual', () => {
  it.each([
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [{ a: undefined }, { b: undefined }, false],
    [null, {}, false],
    ['1', 1, false],
  ])('compares %j and %j by what they hold', (left, right, expected) => {
    expect(areEqual(left, right)).toBe(expected);
  });
});

describe('the range of a dashboard', () => {
  it.each([
    [{ last: 'PT1H' }, { kind: 'live', span: '1h' }],
    [{ last: 'P1D' }, { kind: 'live', span: '24h' }],
    [{ last: 'PT12H' }, { kind: 'live', span: '12h' }],
    [{ last: 'P1DT30M' }, { kind: 'live', span: '1470m' }],
    [
      { last: 'P1W', name: '7d' },
      { kind: 'live', span: '7d' },
    ],
    [{ last: 'P400Y' }, null],
    [{ last: 'PT' }, null],
    [{ last: 'soon' }, null],
    [
      { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
      { kind: 'fixed', fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) },
    ],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, null],
    [null, null],
  ])('%j is read', (sent, expected) => {
    expect(rangeOf(sent)).toEqual(expected);
  });

  it.each(['15m', '1h', '6h', '24h', '7d', '30d', '1y', '12h'] as const)('%s is written so that it is read back', (span) => {
    expect(rangeOf(sentRange({ kind: 'live', span }))).toEqual({ kind: 'live', span });
  });
});
