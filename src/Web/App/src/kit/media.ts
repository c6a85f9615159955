/** A media query that holds or does not, followed where the browser tells. */
export interface Media {
  matches(): boolean;
  /** Calls back whenever that changes, until the returned function is called. */
  follow(changed: () => void): () => void;
}

/** A query of the browser. Without `matchMedia`, which hardened browsers take away, it never holds: the page is laid out by CSS alone. */
export function mediaOf(query: string): Media {
  return {
    matches: () => listOf(query)?.matches ?? false,
    follow: (changed) => {
      const list = listOf(query);
      list?.addEventListener('change', changed);
      return () => list?.removeEventListener('change', changed);
    },
  };
}

function listOf(query: string): MediaQueryList | null {
  try {
    return matchMedia(query);
  } catch {
    // Missing or refused.
    return null;
  }
}
