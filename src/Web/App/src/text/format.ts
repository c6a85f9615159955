import { formatLocale, t } from './text';

export type Zone = 'local' | 'utc';

let zone: Zone = 'local';
const formats = new Map<string, Intl.DateTimeFormat>();

export const timeZone = (): Zone => zone;

export function setTimeZone(chosen: Zone): void {
  zone = chosen;
}

type TimeStyle = 'time' | 'minute' | 'date' | 'day' | 'year' | 'whole' | 'full';

const styles: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { day: 'numeric', month: 'short' },
  day: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  year: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  // What is read away from the screen, beneath a line that names the zone.
  whole: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  full: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
};

/** A time in the zone and language in use. */
export function formatTime(atMs: number, style: TimeStyle, inZone: Zone = zone): string {
  const key = `${formatLocale()}/${inZone}/${style}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(formatLocale(), inZone === 'utc' ? { ...styles[style], timeZone: 'UTC' } : styles[style]);
    formats.set(key, format);
  }
  return format.format(atMs);
}

/** A time as short as it can be told beside now: the time of today, day and time of another, with the year of another year. */
export function formatMoment(atMs: number, nowMs: number): string {
  if (formatDay(atMs) === formatDay(nowMs)) {
    return formatTime(atMs, 'time');
  }
  return formatTime(atMs, yearOf(atMs) === yearOf(nowMs) ? 'day' : 'year');
}

function yearOf(atMs: number): number {
  const at = new Date(atMs);
  return zone === 'utc' ? at.getUTCFullYear() : at.getFullYear();
}

function formatDay(atMs: number): string {
  const at = new Date(atMs);
  return zone === 'utc' ? at.toISOString().slice(0, 10) : at.toDateString();
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration in the two largest units that it has: `3 d 4 h`, `1 h 2 m`, `2 m 3 s`, `3 s`. In milliseconds, 0 or more. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds >= day) {
    return `${Math.floor(seconds / day)} d ${Math.floor((seconds % day) / hour)} h`;
  }
  if (seconds >= hour) {
    return `${Math.floor(seconds / hour)} h ${Math.floor((seconds % hour) / minute)} m`;
  }
  return seconds >= minute ? `${Math.floor(seconds / minute)} m ${seconds % minute} s` : `${seconds} s`;
}

/** A round length of time in the largest unit that divides it: `10 s`, `90 m`, `14 d`. In milliseconds. */
export function formatSpan(spanMs: number): string {
  const seconds = Math.round(spanMs / 1000);
  const [length, unit] = spanUnits.find(([each]) => seconds % each === 0) ?? [1, 's'];
  return `${formatNumber(seconds / length)} ${unit}`;
}

const spanUnits = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'm'],
] as const;

/** An age: tenths of a second below ten seconds, then as a duration. */
export const formatAge = (ageMs: number): string =>
  ageMs < 10_000 ? `${formatNumber(ageMs / 1000, 1)} s` : formatDuration(ageMs);

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number by the language's rules, with the given number of decimals. */
export function formatNumber(value: number, decimals = 0): string {
  const key = `${formatLocale()}/${decimals}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(formatLocale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** A percent with one decimal; "n/a" for null. */
export const formatPercent = (value: number | null): string =>
  value === null ? t('common.notAvailable') : `${formatNumber(value, 1)} %`;

/** A whole number; "n/a" for null. */
export const formatCount = (value: number | null): string => (value === null ? t('common.notAvailable') : formatNumber(value));

const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** In the largest unit that leaves a whole number, with one decimal from KB on. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${formatNumber(bytes / 1024 ** power, power === 0 ? 0 : 1)} ${units[power]}`;
}
