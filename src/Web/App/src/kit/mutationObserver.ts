/** An observer of changes in the document; null where the browser has none, or refuses it: nothing then follows those changes. */
export function mutationObserver(changed: (records: readonly MutationRecord[]) => void): MutationObserver | null {
  try {
    return new MutationObserver(changed);
  } catch {
    // Missing or refused.
    return null;
  }
}
