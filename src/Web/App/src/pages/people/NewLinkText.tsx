import { OneTimeText } from '../../app/access/OneTimeText';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';
import type { NewLink } from './person';

interface Props {
  readonly email: string;
  readonly link: NewLink;
  /** Whether it sets a first password; otherwise a new one. */
  readonly isInvitation: boolean;
}

/** A link that was just made, and what to do with it. */
export const NewLinkText = ({ email, link: { link, expiresAtMs }, isInvitation }: Props) => (
  <OneTimeText
    label={t(isInvitation ? 'people.invitation' : 'people.resetLink')}
    text={link}
    hint={t('people.linkHint', { name: email, time: formatTime(expiresAtMs, 'full') })}
  />
);
