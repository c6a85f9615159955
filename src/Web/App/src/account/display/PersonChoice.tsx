import { addressOf } from '../../contract/address';
import { Foreign } from '../../kit/Foreign';
import { t } from '../../text/text';

interface Props {
  /** Who is signed in. */
  readonly name: string;
  /** Whether a link led here. */
  readonly hasLink: boolean;
  /** Called to give their place in this browser to a wall screen. */
  onReplace(): void;
}

/** Tells a person that they are signed in, so that no link takes their session away unasked. */
export const PersonChoice = ({ name, hasLink, onReplace }: Props) => (
  <>
    <p class="account-intro" role="status">
      {t('display.person')} <Foreign kind="account-who" text={name} />. {t(hasLink ? 'display.personLink' : 'display.personHint')}
    </p>
    <a class="btn btn-primary form-submit" href={addressOf('/?kiosk')}>
      {t('display.goOn')}
    </a>
    <button type="button" class="btn btn-outline-secondary form-submit" onClick={onReplace}>
      {t(hasLink ? 'display.toScreen' : 'display.toCode')}
    </button>
  </>
);
