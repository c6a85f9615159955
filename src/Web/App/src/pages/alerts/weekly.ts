import * as read from '../../contract/read';
import { formatLocale } from '../../text/text';

/** The days of a week as the hub names them, from Monday on. */
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

/** A part of each week. */
export interface Weekly {
  /** The days on which it begins. */
  readonly days: readonly Day[];
  /** When it begins, such as `22:00`. */
  readonly from: string;
  /** When it ends: on the next day if this is not after `from`. */
  readonly to: string;
}

export const firstWeekly: Weekly = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '06:00' };

/** The parts of each week; empty if there is none. */
export const parseWeekly = (from: read.Fields): readonly Weekly[] =>
  read.items(from, 'weekly', (sent) => {
    const part = read.fields(sent, 'weekly');
    const named = read.list(part, 'days');
    return { days: days.filter((day) => named.includes(day)), from: read.text(part, 'from'), to: read.text(part, 'to') };
  });

/** A Monday: the days that follow it are named by its dates. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;

/** The name of a day in the language in use. */
export const dayName = (day: Day, length: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(formatLocale(), { weekday: length, timeZone: 'UTC' }).format(mondayMs + days.indexOf(day) * dayMs);

/** A part of each week in words, such as `Mon–Fri 22:00–06:00`. */
export function weeklyText({ days: named, from, to }: Weekly): string {
  const places = named.map((day) => days.indexOf(day));
  const isRow = places.length > 2 && places.every((place, at) => at === 0 || place === (places[at - 1] ?? 0) + 1);
  const [first, last] = [named[0], named.at(-1)];
  const text =
    isRow && first && last
      ? `${dayName(first, 'short')}–${dayName(last, 'short')}`
      : named.map((day) => dayName(day, 'short')).join(', ');
  return `${text} ${from}–${to}`;
}

/** The time zones that a browser knows, for a choice; empty if it does not tell. */
export function knownZones(): readonly string[] {
  try {
    return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  } catch {
    // An older browser. The field takes any name all the same.
    return [];
  }
}

/** The zone of this browser. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
