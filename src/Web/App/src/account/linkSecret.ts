/**
 * Takes the secret of a one-time link out of the address, because addresses end up in bookmarks and screenshots. This entry of the tab's
 * history keeps it, so that the page can be loaded again.
 */
export function takeSecret(): string {
  const secret = location.hash.slice(1) || keptSecret();
  try {
    history.replaceState({ secret }, '', `${location.pathname}${location.search}`);
  } catch {
    // The browser does not let addresses be changed: the secret stays where the link put it, and is of no use once the link was used.
  }
  return secret;
}

/** Calls back with another secret when another link is opened in this tab: that changes only the part after #, and loads nothing. */
export const followSecret = (changed: (secret: string) => void): void =>
  addEventListener('hashchange', () => location.hash.length > 1 && changed(takeSecret()));

function keptSecret(): string {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'secret' in state && typeof state.secret === 'string' ? state.secret : '';
}
