const minuteMs = 60_000;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * minuteMs);

/**
 * Round times from one moment to another, at most `most` of them. Round in the zone in use: `offsetMs` is how far it is ahead of UTC.
 */
export function timeTicks(fromMs: number, toMs: number, most: number, offsetMs: number): readonly number[] {
  const stepMs = steps.find((step) => (toMs - fromMs) / step <= most) ?? 24 * 60 * minuteMs;
  const first = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  const ticks: number[] = [];
  for (let atMs = first; atMs <= toMs; atMs += stepMs) {
    ticks.push(atMs);
  }
  return ticks;
}

/** How far the zone in use is ahead of UTC at a time. */
export const zoneOffsetMs = (atMs: number, zone: 'local' | 'utc'): number =>
  zone === 'utc' ? 0 : -new Date(atMs).getTimezoneOffset() * minuteMs;
