import { addressOf, pathOf } from '../contract/address';
import { AccountPage } from './AccountPage';
import type { LinkPurpose } from './accountApi';
import { drawDocument } from './document';
import { LinkForm } from './LinkForm';
import { followSecret, takeSecret } from './linkSecret';

const purpose: LinkPurpose = pathOf(location.pathname) === '/invitation' ? 'invitation' : 'reset';

const draw = (secret: string) =>
  drawDocument(
    // Keyed by the secret, so that another link starts with an empty form.
    <AccountPage key={secret} title={`link.${purpose}`}>
      {() => (
        <LinkForm
          purpose={purpose}
          secret={secret}
          onDone={(isSignedIn) => location.replace(addressOf(isSignedIn ? '/' : '/login'))}
        />
      )}
    </AccountPage>,
  );

followSecret(draw);
await draw(takeSecret());
