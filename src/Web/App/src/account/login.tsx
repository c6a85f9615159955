import { AccountPage } from './AccountPage';
import { isSignedIn } from './accountApi';
import { drawDocument } from './document';
import { LoginForm } from './LoginForm';
import { takeSecret } from './linkSecret';
import { PasskeySignIn } from './PasskeySignIn';
import { returnUrl } from './returnUrl';

const goOn = () => location.replace(returnUrl(location.search, location.origin));

/** Whether the host led here from a set-up link, because there is an administrator. */
const isAfterSetup = new URLSearchParams(location.search).get('notice') === 'set-up';
if (isAfterSetup) {
  // The browser has carried the link's secret along.
  takeSecret();
}

drawDocument(
  <AccountPage title="login.title">
    {() => (
      <>
        <LoginForm isAfterSetup={isAfterSetup} onSignedIn={goOn} />
        <PasskeySignIn onSignedIn={goOn} />
      </>
    )}
  </AccountPage>,
);
// Nobody is told if the host does not answer: the form says what is wrong when somebody signs in.
void isSignedIn().then((isIn) => isIn && goOn());
