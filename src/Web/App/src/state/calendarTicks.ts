import type { Period } from './timeRange';
import { timeTicks, zoneOffsetMs } from './timeTicks';

const dayMs = 24 * 60 * 60_000;

type Zone = 'local' | 'utc';

export const isLongerThanADay = ({ fromMs, toMs }: Period): boolean => toMs - fromMs > dayMs;

/**
 * Round times from one moment to another, at most `most` of them, round in the zone in use. Of longer times they are midnights or firsts of
 * months, though days may have 23 or 25 hours.
 */
export function calendarTicks(fromMs: number, toMs: number, most: number, zone: Zone): readonly number[] {
  if (!isLongerThanADay({ fromMs, toMs })) {
    return withinADay(fromMs, toMs, most, zone);
  }
  const days = (toMs - fromMs) / dayMs;
  const stepDays = [1, 2, 3, 7, 14].find((step) => days / step <= most);
  return stepDays ? midnights(fromMs, toMs, stepDays, zone) : months(fromMs, toMs, Math.ceil(days / 30 / most), zone);
}

/** Where the clocks change in between, each side has ticks that are round there. */
function withinADay(fromMs: number, toMs: number, most: number, zone: Zone): readonly number[] {
  const [before, after] = [zoneOffsetMs(fromMs, zone), zoneOffsetMs(toMs, zone)];
  if (before === after) {
    return timeTicks(fromMs, toMs, most, after);
  }
  const early = timeTicks(fromMs, toMs, most, before).filter((atMs) => zoneOffsetMs(atMs, zone) === before);
  const late = timeTicks(fromMs, toMs, most, after).filter((atMs) => zoneOffsetMs(atMs, zone) === after);
  return [...early, ...late].slice(0, most);
}

function midnights(fromMs: number, toMs: number, stepDays: number, zone: Zone): readonly number[] {
  const first = partsOf(fromMs, zone);
  // Counted from 1970, so that they stay where they are while the time moves on.
  const number = Math.floor(Date.UTC(first.year, first.month, first.day) / dayMs);
  const begin = number - (number % stepDays);
  return collect(fromMs, toMs, (step) => {
    const at = new Date((begin + step * stepDays) * dayMs);
    return midnightOf(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), zone);
  });
}

function months(fromMs: number, toMs: number, stepMonths: number, zone: Zone): readonly number[] {
  const { year, month } = partsOf(fromMs, zone);
  const begin = month - (month % stepMonths);
  return collect(fromMs, toMs, (step) => midnightOf(year, begin + step * stepMonths, 1, zone));
}

function collect(fromMs: number, toMs: number, tick: (step: number) => number): readonly number[] {
  const ticks: number[] = [];
  for (let step = 0; ; step += 1) {
    const atMs = tick(step);
    if (!(atMs <= toMs)) {
      return ticks;
    }
    if (atMs >= fromMs) {
      ticks.push(atMs);
    }
  }
}

function partsOf(atMs: number, zone: Zone): { readonly year: number; readonly month: number; readonly day: number } {
  const at = new Date(atMs);
  return zone === 'utc'
    ? { year: at.getUTCFullYear(), month: at.getUTCMonth(), day: at.getUTCDate() }
    : { year: at.getFullYear(), month: at.getMonth(), day: at.getDate() };
}

const midnightOf = (year: number, month: number, day: number, zone: Zone): number =>
  zone === 'utc' ? Date.UTC(year, month, day) : new Date(year, month, day).getTime();
