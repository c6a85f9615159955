import { addressOf } from '../../contract/address';
import { AccountPage } from '../AccountPage';
import { drawDocument } from '../document';
import { followSecret, takeSecret } from '../linkSecret';
import { DisplayCard } from './DisplayCard';

const draw = (link: string) =>
  drawDocument(
    // Keyed by the link, so that another one starts over.
    <AccountPage key={link} title="display.title" isWide>
      {() => <DisplayCard link={link} onSignedIn={() => location.replace(addressOf('/?kiosk'))} />}
    </AccountPage>,
  );

followSecret(draw);
await draw(takeSecret());
