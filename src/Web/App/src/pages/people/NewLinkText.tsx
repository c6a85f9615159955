import { OneTimeText } from '../../app/access/OneTimeText';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';
import type { NewLink } from './person';

interface Props {
  readonly email: string;
  readonly link: NewLink;
  /** Whether it sets a first password; otherwise a new one. */
  readonly isInvitation: boolean;
}

/** A link that was just made, whether it was sent by mail, and what to do with it. */
export const NewLinkText = ({ email, link: { link, expiresAtMs, isMailed, mailProblem }, isInvitation }: Props) => (
  <>
    {mailProblem !== null && (
      <p class="banner banner-warn" role="alert">
        <Icon name="warn" />
        <span>
          {t('people.notMailed')} <Foreign text={mailProblem} />
        </span>
      </p>
    )}
    <OneTimeText
      label={t(isInvitation ? 'people.invitation' : 'people.resetLink')}
      text={link}
      hint={t(isMailed ? 'people.mailedHint' : 'people.linkHint', { name: email, time: formatTime(expiresAtMs, 'full') })}
    />
  </>
);
