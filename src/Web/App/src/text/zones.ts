/** The time zones that a browser knows, for a choice; UTC alone if it does not tell. */
export function knownZones(): readonly string[] {
  try {
    return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  } catch {
    // An older browser. A field takes any name all the same.
    return ['UTC'];
  }
}

/** The zone of this browser. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
