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
    await fetchAccount();
    goOn();
  } catch {
    // Nobody is signed in, or the form says what is wrong when somebody signs in. Until then there is nothing to say.
  }
};

render(<AccountPage title="login.title">{() => <LoginForm onSignedIn={goOn} />}</AccountPage>, root);
void forwardIfSignedIn();
// The browser may bring this page back from its cache after somebody has signed in.
addEventListener('pageshow', (event) => event.persisted && location.reload());
