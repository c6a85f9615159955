import { useState } from 'preact/hooks';
import { GrantsField } from '../../app/access/GrantsField';
import { HostFailureNote } from '../../app/HostFailureNote';
import { PageDialog } from '../../app/PageDialog';
import { useHostAction } from '../../app/useHostAction';
import { askHost } from '../../connection/hostApi';
import { isEmail } from '../../contract/entries';
import { Field } from '../../kit/Field';
import { Submit } from '../../kit/Submit';
import { firstDrafts, grantsOf, withoutSources } from '../../state/grants';
import { t } from '../../text/text';
import { ByMailField } from './ByMailField';
import { NewLinkText } from './NewLinkText';
import { mailQuery, type NewLink, parseLink } from './person';

interface Props {
  /** Whether the host can send the link by mail. */
  readonly canMail: boolean;
  onInvited(): void;
  onClose(): void;
}

/** Invites somebody, and shows the link to hand over. */
export function InviteDialog({ canMail, onInvited, onClose }: Props) {
  const [invited, setInvited] = useState<{ readonly email: string; readonly link: NewLink } | null>(null);
  return (
    <PageDialog title={t('people.invite')} onClose={onClose}>
      {invited ? (
        <div class="dialog-form">
          <NewLinkText email={invited.email} link={invited.link} isInvitation />
          <button type="button" class="btn btn-primary" onClick={onClose}>
            {t('common.done')}
          </button>
        </div>
      ) : (
        <InviteForm
          canMail={canMail}
          onDone={(email, link) => {
            setInvited({ email, link });
            onInvited();
          }}
        />
      )}
    </PageDialog>
  );
}

function InviteForm({ canMail, onDone }: { readonly canMail: boolean; onDone(email: string, link: NewLink): void }) {
  const [chosen, setByMail] = useState<boolean | null>(null);
  const isByMail = chosen ?? canMail;
  const [drafts, setDrafts] = useState(firstDrafts);
  const [isChecked, setChecked] = useState(false);
  const [isEmailWrong, setEmailWrong] = useState(false);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const email = String(new FormData(form).get('email') ?? '').trim();
    setChecked(true);
    setEmailWrong(!isEmail(email));
    if (!isEmail(email)) {
      form.querySelector<HTMLInputElement>('[name="email"]')?.focus();
    } else if (withoutSources(drafts) < 0) {
      run(
        () =>
          askHost(`/api/people${mailQuery(isByMail)}`, parseLink, { method: 'POST', body: { email, grants: grantsOf(drafts) } }),
        (link) => onDone(email, link),
      );
    }
  };
  return (
    <form class="dialog-form" method="post" noValidate onSubmit={submit}>
      <p class="list-hint">{t(canMail ? 'people.inviteMailHint' : 'people.inviteHint')}</p>
      <HostFailureNote failure={told ? null : failure} />
      <Field
        name="email"
        type="email"
        label={t('account.email')}
        autocomplete="off"
        autofocus
        error={isEmailWrong ? t('setup.emailWrong') : told?.get('email')}
      />
      <GrantsField drafts={drafts} onChange={setDrafts} isChecked={isChecked} error={told?.get('grants')} />
      {canMail && <ByMailField isByMail={isByMail} onChange={setByMail} />}
      <Submit label={t('people.makeInvitation')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}
