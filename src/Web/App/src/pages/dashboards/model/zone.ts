/** A zone as the browser names it; null if the browser knows no zone of that name. */
export function zoneName(wanted: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone;
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    return null;
  }
}
