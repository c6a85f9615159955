type Zone = 'local' | 'utc';

const two = (value: number): string => String(value).padStart(2, '0');

/** A time as a field for date and time takes it, in the zone in use. */
export function inputOf(atMs: number, zone: Zone): string {
  const at = new Date(atMs);
  if (zone === 'utc') {
    return at.toISOString().slice(0, 19);
  }
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/**
 * The time that such a field holds; NaN if it holds none. Of an hour that is there twice, as when clocks are set back, the first; of one
 * that is skipped, as much later as the clocks were set forward: that is how browsers read such times.
 */
export const atInput = (text: string, zone: Zone): number => Date.parse(zone === 'utc' ? `${text}Z` : text);
