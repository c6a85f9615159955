import { formatLocale } from './text';

/** The days of a week as the hub names them, from Monday on. */
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

/** A Monday: the days that follow it are named by its dates. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;

/** The name of a day in the language in use. */
export const dayName = (day: Day, length: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(formatLocale(), { weekday: length, timeZone: 'UTC' }).format(mondayMs + days.indexOf(day) * dayMs);
