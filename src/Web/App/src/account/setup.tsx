import { render } from 'preact';
import { AccountPage } from './AccountPage';
import { SetupForm } from './SetupForm';

const root = document.getElementById('page');
if (!root) {
  throw new Error('The page has no place to be drawn in');
}

/** Takes the secret out of the address, which ends up in histories, bookmarks and pictures of the screen. */
function takeSecret(): string {
  const secret = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  return secret;
}

const draw = (secret: string) =>
  render(
    // By its secret, so that another link starts anew.
    <AccountPage key={secret} title="setup.title">
      {() => <SetupForm secret={secret} onDone={(isSignedIn) => location.replace(isSignedIn ? '/' : '/login')} />}
    </AccountPage>,
    root,
  );

draw(takeSecret());
// Another link opened over this page changes what is after # only, and loads nothing.
addEventListener('hashchange', () => location.hash.length > 1 && draw(takeSecret()));
