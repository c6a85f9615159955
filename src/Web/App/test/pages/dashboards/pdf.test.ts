import { describe, expect, it } from 'vitest';
import { pdfQuery } from '../../../src/pages/dashboards/model/pdf';

const nowMs = Date.UTC(2026, 0, 2, 12);

describe('pdfQuery', () => {
  it('leaves the time to the dashboard, and shows all daemons, where the address says nothing', () => {
    expect(String(pdfQuery({ range: null, source: null }, nowMs))).toBe('');
  });

  it('names the time and the daemon of the address', () => {
    const query = pdfQuery({ range: { kind: 'live', span: '6h' }, source: 'north' }, nowMs);

    expect(Object.fromEntries(query)).toEqual({
      from: '2026-01-02T06:00:01.000Z',
      to: '2026-01-02T12:00:01.000Z',
      source: 'north',
    });
  });
});
