import { describe, expect, it } from 'vitest';
import { atInput, inputOf } from '../../src/state/timeInput';
import { nowMs } from '../messages';

describe('a field for date and time', () => {
  it.each(['local', 'utc'] as const)('gives back the time of the zone: %s', (zone) => {
    expect(atInput(inputOf(nowMs, zone), zone)).toBe(nowMs);
  });

  it('shows UTC as it is written', () => {
    expect(inputOf(nowMs, 'utc')).toBe('2026-01-02T12:00:00');
  });

  it('holds no time while it is empty', () => {
    expect(atInput('', 'utc')).toBeNaN();
    expect(atInput('', 'local')).toBeNaN();
  });
});
