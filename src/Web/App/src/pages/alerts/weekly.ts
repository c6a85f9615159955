import * as read from '../../contract/read';
import { type Day, dayName, days } from '../../text/weekdays';

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
