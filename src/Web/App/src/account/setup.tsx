import { addressOf } from '../contract/address';
import { AccountPage } from './AccountPage';
import { drawDocument } from './document';
import { followSecret, takeSecret } from './linkSecret';
import { SetupForm } from './SetupForm';

const draw = (secret: string) =>
  drawDocument(
    // Keyed by the secret, so that another link starts with an empty form.
    <AccountPage key={secret} title="setup.title">
      {() => <SetupForm secret={secret} onDone={(isSignedIn) => location.replace(addressOf(isSignedIn ? '/' : '/login'))} />}
    </AccountPage>,
  );

followSecret(draw);
await draw(takeSecret());
