import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../../src/pages/tokens/token';

const nowMs = Date.UTC(2026, 0, 2, 12);

describe('expiryOf', () => {
  it('counts days from now', () => {
    expect(expiryOf('90', '', nowMs)).toBe('2026-04-02T12:00:00.000Z');
  });

  it('is null for one that does not expire', () => {
    expect(expiryOf('never', '', nowMs)).toBeNull();
  });

  it('is the end of the chosen day here', () => {
    expect(expiryOf('date', '2026-02-03', nowMs)).toBe(new Date('2026-02-03T23:59:59').toISOString());
  });

  it.each(['', '2025-12-31', 'soon'])('is undefined for %j', (day) => {
    expect(expiryOf('date', day, nowMs)).toBeUndefined();
  });
});
