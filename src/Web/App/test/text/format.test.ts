// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as format from '../../src/text/format';
import { setLanguage } from '../../src/text/text';
import { speak } from '../speak';

afterEach(() => {
  vi.restoreAllMocks();
  setLanguage('en');
  format.setTimeZone('local');
});

describe('formatSpan', () => {
  it.each([
    [10_000, '10 s'],
    [60_000, '1 m'],
    [90 * 60_000, '90 m'],
    [4 * 3_600_000, '4 h'],
    [3653 * 86_400_000, '3,653 d'],
  ])('of %d ms is %s', (spanMs, text) => {
    expect(format.formatSpan(spanMs)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 m 0 s'],
    [123_000, '2 m 3 s'],
    [3_599_000, '59 m 59 s'],
    [3_720_000, '1 h 2 m'],
    [86_400_000, '1 d 0 h'],
    [273_600_000, '3 d 4 h'],
    [-5000, '0 s'],
  ])('of %d ms is %s', (durationMs, expected) => {
    expect(format.formatDuration(durationMs)).toBe(expected);
  });
});

describe('formatAge', () => {
  it.each([
    ['en', 1234, '1.2 s'],
    ['pt', 1234, '1,2 s'],
    ['en', 0, '0.0 s'],
    ['en', 10_000, '10 s'],
    ['en', 61_000, '1 m 1 s'],
  ] as const)('in %s of %d ms is %s', async (language, ageMs, expected) => {
    await speak(language);

    expect(format.formatAge(ageMs)).toBe(expected);
  });
});

describe('numbers', () => {
  it('follow the language', async () => {
    expect(format.formatCount(1234567)).toBe('1,234,567');
    await speak('pt');
    expect(format.formatCount(1234567)).toBe('1.234.567');
    expect(format.formatPercent(97.54)).toBe('97,5 %');
  });

  it('that are unknown are not 0', async () => {
    expect(format.formatCount(null)).toBe('n/a');
    expect(format.formatPercent(null)).toBe('n/a');
    expect(format.formatPercent(0)).toBe('0.0 %');
    await speak('pt');
    expect(format.formatCount(null)).toBe('n/d');
  });
});

describe('times', () => {
  const atMs = Date.UTC(2026, 0, 2, 3, 4, 5);

  it('in UTC are the same everywhere', () => {
    format.setTimeZone('utc');

    expect(format.formatTime(atMs, 'time')).toBe('03:04:05');
    expect(format.formatTime(atMs, 'minute')).toBe('03:04');
  });

  it('here are those of this machine', () => {
    const here = new Date(atMs);
    const expected = [here.getHours(), here.getMinutes(), here.getSeconds()]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');

    expect(format.formatTime(atMs, 'time')).toBe(expected);
  });

  it('are written as where the browser is from', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB', 'en']);
    setLanguage('en');

    expect(format.formatTime(atMs, 'day', 'utc')).toMatch(/^2 Jan/);
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-US', 'en']);
    setLanguage('en');
    expect(format.formatTime(atMs, 'day', 'utc')).toMatch(/^Jan 2/);
  });

  it('in full say their zone', () => {
    expect(format.formatTime(atMs, 'full', 'utc')).toMatch(/2026.*03:04:05.*UTC/);
  });

  it('at midnight are at 00, not at 24', () => {
    format.setTimeZone('utc');

    expect(format.formatTime(Date.UTC(2026, 0, 2), 'time')).toBe('00:00:00');
  });

  it('of today need no day, others do', () => {
    format.setTimeZone('utc');

    expect(format.formatMoment(atMs, atMs + 3_600_000)).toBe('03:04:05');
    expect(format.formatMoment(atMs, atMs + 24 * 3_600_000)).toMatch(/2.*03:04/);
    expect(format.formatMoment(atMs, atMs + 24 * 3_600_000)).toContain('Jan');
    expect(format.formatMoment(atMs, atMs + 24 * 3_600_000)).not.toContain('2026');
    expect(format.formatMoment(atMs, atMs + 365 * 24 * 3_600_000)).toMatch(/Jan.*2026.*03:04/);
  });
});
