import { render } from 'preact';
import { addressOf } from '../contract/address';
import { AccountPage } from './AccountPage';
import { SetupForm } from './SetupForm';

const root = document.getElementById('page');
if (!root) {
  throw new Error('The page has no place to be drawn in');
}

/**
 * Takes the secret out of the address, because addresses end up in bookmarks and screenshots. This entry of the tab's history keeps it, so that
 * the page can be loaded again.
 */
function takeSecret(): string {
  const secret = location.hash.slice(1) || keptSecret();
  try {
    history.replaceState({ secret }, '', location.pathname);
  } catch {
    // The browser does not let addresses be changed: the secret stays where the link put it, and is of no use after the set-up.
  }
  return secret;
}

function keptSecret(): string {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'secret' in state && typeof state.secret === 'string' ? state.secret : '';
}

const draw = (secret: string) =>
  render(
    // Keyed by the secret, so that another link starts with an empty form.
    <AccountPage key={secret} title="setup.title">
      {() => <SetupForm secret={secret} onDone={(isSignedIn) => location.replace(addressOf(isSignedIn ? '/' : '/login'))} />}
    </AccountPage>,
    root,
  );

draw(takeSecret());
// Opening another link in this tab changes only the part after # and loads nothing.
addEventListener('hashchange', () => location.hash.length > 1 && draw(takeSecret()));
