/** Whether one of the patterns holds a pipeline's name or id. */
export const holdsPipeline = (patterns: readonly string[], id: string | null, name: string | null): boolean =>
  patterns.some((pattern) => (id !== null && fits(pattern, id)) || (name !== null && fits(pattern, name)));

/** Whether a name fits a pattern, as the hub compares them. Takes at most the product of both lengths. */
export function fits(pattern: string, name: string): boolean {
  const wanted = pattern.toUpperCase();
  const given = name.toUpperCase();
  let place = 0;
  let star = -1;
  let taken = 0;
  let next = 0;
  while (next < given.length) {
    if (wanted[place] === '*') {
      star = place;
      taken = next;
      place += 1;
    } else if (place < wanted.length && (wanted[place] === '?' || wanted[place] === given[next])) {
      place += 1;
      next += 1;
    } else if (star >= 0) {
      // The star takes one character more.
      taken += 1;
      place = star + 1;
      next = taken;
    } else {
      return false;
    }
  }
  return /^\**$/.test(wanted.slice(place));
}
