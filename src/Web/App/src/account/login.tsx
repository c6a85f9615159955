import { render } from 'preact';
import { fetchAccount } from '../connection/account';
import { AccountPage } from './AccountPage';
import { LoginForm } from './LoginForm';
import { returnUrl } from './returnUrl';

const root = document.getElementById('page');
if (!root) {
  throw new Error('The page has no place to be drawn in');
}

const goOn = () => location.replace(returnUrl(location.search, location.origin));

const forwardIfSignedIn = async () => {
  try {
    if (typeof (await fetchAccount()) === 'object') {
      goOn();
    }
  } catch {
    // Whoever signs in is told that the host cannot be reached; until then there is nothing to say.
  }
};

render(<AccountPage title="login.title">{() => <LoginForm onSignedIn={goOn} />}</AccountPage>, root);
void forwardIfSignedIn();
// A page that the browser kept for "back" may be that of somebody who has signed in meanwhile.
addEventListener('pageshow', (event) => event.persisted && location.reload());
