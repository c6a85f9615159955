import { dayName } from '../../text/weekdays';
import type { Schedule } from './schedule';
import { rt } from './text';

const longestMonth = 31;

/** When a report is made, in words. */
export function whenText({ every, weekday, monthDay, at }: Pick<Schedule, 'every' | 'weekday' | 'monthDay' | 'at'>): string {
  switch (every) {
    case 'day':
      return rt('every.day', { at });
    case 'week':
      return rt('every.week', { day: dayName(weekday ?? 'mon', 'long'), at });
    case 'month':
      return monthDay === longestMonth ? rt('every.lastDay', { at }) : rt('every.month', { day: monthDay ?? 1, at });
  }
}
