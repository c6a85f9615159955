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

/** The zones that the browser knows; empty where it does not tell. */
export const knownZones = (): readonly string[] => ['UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? [])];
