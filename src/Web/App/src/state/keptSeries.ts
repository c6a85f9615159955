import { keptName } from '../contract/address';
import { readStored, removeStored, type StorageSource, tabStorage, writeStored } from './browserStorage';
import { coarsened } from './coarsening';
import { isGap, left, type Series, type SeriesPoint, seriesSpanMs } from './series';

/** Series by the daemon's name. */
export type SeriesBySource = ReadonlyMap<string, Series>;

/** Another name for each other order of figures: a tab may hold what an earlier version kept. */
const key = () => keptName('flextmonitor.series.2');
const mostPoints = 360;
const mostSources = 32;

/** A point as it is kept: time, then the figures in the order of `packed`, and 1 where the page was away. */
type Packed = readonly (number | null)[];

/**
 * Keeps what the sparklines and charts show over a reload of this tab, as coarse as what is old. `nowMs`: from then on nobody
 * may be watching.
 */
export function saveSeries(series: SeriesBySource, nowMs: number, storage: StorageSource = tabStorage): void {
  const kept = [...series]
    .slice(0, mostSources)
    .map(([name, points]) => [name, left(newest(coarsened(points)), nowMs).map(packed)]);
  if (!writeStored(storage, key(), JSON.stringify(Object.fromEntries(kept)))) {
    // After a reload the charts start again, and not with something older.
    removeStored(storage, key());
  }
}

/** Forgets what was kept: whoever uses this tab next may not be who watched. */
export function forgetSeries(storage: StorageSource = tabStorage): void {
  removeStored(storage, key());
}

/** As many points as are kept, with room for the end of them. */
const newest = (series: Series): Series => series.slice(1 - mostPoints);

/** What was kept and is younger than an hour by `nowMs`; empty if nothing readable is. */
export function loadSeries(nowMs: number, storage: StorageSource = tabStorage): SeriesBySource {
  return new Map(
    Object.entries(parsed(readStored(storage, key()))).flatMap(([name, points]): [string, Series][] => {
      const series = Array.isArray(points) ? points.flatMap((point) => unpacked(point) ?? []) : [];
      const young = series.filter((point) => point.atMs > nowMs - seriesSpanMs && point.atMs <= nowMs + seriesSpanMs);
      return young.every(isGap) ? [] : [[name, young]];
    }),
  );
}

const packed = ({ atMs, cpu, memory, active, running, succeeded, failed, late, isAway }: SeriesPoint): Packed => [
  atMs,
  cpu,
  memory,
  active,
  running,
  succeeded,
  failed,
  late,
  ...(isAway ? [1] : []),
];

function unpacked(point: unknown): SeriesPoint | null {
  if (!Array.isArray(point) || typeof point[0] !== 'number') {
    return null;
  }
  const [atMs, ...figures] = point;
  const [cpu, memory, active, running, succeeded, failed, late, away] = figures.map((figure) =>
    typeof figure === 'number' ? figure : null,
  );
  return {
    atMs,
    cpu: cpu ?? null,
    memory: memory ?? null,
    active: active ?? null,
    running: running ?? null,
    succeeded: succeeded ?? null,
    failed: failed ?? null,
    late: late ?? null,
    ...(away === 1 ? { isAway: true } : {}),
  };
}

function parsed(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    // Written by another version: the charts start again.
    return {};
  }
}
