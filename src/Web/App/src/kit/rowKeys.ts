/** The row to go to from another by a key; null if the key goes nowhere. */
export function rowAfterKey(key: string, at: number, count: number): number | null {
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? null : Math.min(last, Math.max(0, to));
}
