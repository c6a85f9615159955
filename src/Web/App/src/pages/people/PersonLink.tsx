import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostAction } from '../../app/useHostAction';
import { askHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { t } from '../../text/text';
import { ByMailField } from './ByMailField';
import { NewLinkText } from './NewLinkText';
import { mailQuery, type NewLink, type Person, parseLink, pathOf } from './person';

/** Makes a link with which somebody sets a password; an earlier one is not good any more then. */
export function PersonLink({ person, canMail }: { readonly person: Person; readonly canMail: boolean }) {
  const { email, isInvited } = person;
  const [link, setLink] = useState<NewLink | null>(null);
  const [chosen, setByMail] = useState<boolean | null>(null);
  const isByMail = chosen ?? canMail;
  const { isBusy, failure, run } = useHostAction();
  return (
    <section class="dialog-part">
      <h3>{t('people.password')}</h3>
      {link ? (
        <NewLinkText email={email} link={link} isInvitation={isInvited} />
      ) : (
        <>
          <p class="list-hint">{t(isInvited ? 'people.invitedHint' : 'people.resetHint')}</p>
          {canMail && <ByMailField isByMail={isByMail} onChange={setByMail} />}
          <AskFirst
            kind="btn-outline-secondary"
            question={t('people.linkSure')}
            yes={t('people.linkYes')}
            isOff={isBusy}
            onYes={() =>
              run(() => askHost(pathOf(person, `/link${mailQuery(isByMail)}`), parseLink, { method: 'POST' }), setLink)
            }
          >
            {t(isInvited ? 'people.newInvitation' : 'people.makeReset')}
          </AskFirst>
        </>
      )}
      <HostFailureNote failure={failure} />
    </section>
  );
}
