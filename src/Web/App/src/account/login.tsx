import { endSession, isSignOutPending } from '../connection/pendingSignOut';
import { AccountPage } from './AccountPage';
import { drawDocument } from './document';
import { takeSecret } from './linkSecret';
import { returnUrl } from './returnUrl';
import { SignIn } from './SignIn';

const asked = new URLSearchParams(location.search);
const next = returnUrl(location.search, location.origin);

/** Whether the host led here from a set-up link, because there is an administrator. */
const isAfterSetup = asked.get('notice') === 'set-up';
if (isAfterSetup) {
  // The browser has carried the link's secret along.
  takeSecret();
}

if (isSignOutPending()) {
  // Before somebody signs in: it must not end that session.
  await endSession(() => undefined);
}

await drawDocument(
  <AccountPage title="login.title">
    {() => (
      <SignIn
        isAfterSetup={isAfterSetup}
        providerError={asked.get('error')}
        returnPath={next.slice(location.origin.length)}
        onSignedIn={() => location.replace(next)}
      />
    )}
  </AccountPage>,
);
