import type { Day } from '../../text/weekdays';
import { ownZone } from '../../text/zones';
import type { Period, Schedule } from './schedule';

/** A scheduled report while it is edited. */
export interface Draft {
  readonly name: string;
  readonly isDashboard: boolean;
  readonly dashboard: string;
  readonly range: Period | 'own';
  readonly sources: readonly string[];
  readonly paper: 'a4' | 'letter';
  readonly every: Period;
  readonly weekday: Day;
  readonly monthDay: string;
  readonly at: string;
  readonly zone: string;
  readonly channel: string;
  readonly isPaused: boolean;
}

export const newDraft = (): Draft => ({
  name: '',
  isDashboard: false,
  dashboard: '',
  range: 'day',
  sources: [],
  paper: 'a4',
  every: 'day',
  weekday: 'mon',
  monthDay: '1',
  at: '07:00',
  zone: ownZone(),
  channel: '',
  isPaused: false,
});

export const draftOf = (schedule: Schedule): Draft => ({
  name: schedule.name,
  isDashboard: schedule.dashboard !== null,
  dashboard: schedule.dashboard ?? '',
  range: schedule.range ?? 'own',
  sources: schedule.sources,
  paper: schedule.paper,
  every: schedule.every,
  weekday: schedule.weekday ?? 'mon',
  monthDay: String(schedule.monthDay ?? 1),
  at: schedule.at,
  zone: schedule.zone,
  channel: schedule.channel,
  isPaused: schedule.isPaused,
});

/** What the host is asked for. It says what is missing. */
export const bodyOf = ({ isDashboard, range, every, monthDay, weekday, ...draft }: Draft): object => ({
  ...draft,
  name: draft.name.trim(),
  zone: draft.zone.trim(),
  dashboard: isDashboard ? draft.dashboard : null,
  range: range === 'own' ? (isDashboard ? null : 'day') : range,
  every,
  weekday: every === 'week' ? weekday : null,
  monthDay: every === 'month' ? Number(monthDay) : null,
});
