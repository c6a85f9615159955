import { useState } from 'preact/hooks';
import { GrantsField } from '../../app/access/GrantsField';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { useHostAction } from '../../app/useHostAction';
import { askHost } from '../../connection/hostApi';
import { Field } from '../../kit/Field';
import { Submit } from '../../kit/Submit';
import { firstDrafts, grantsOf, withoutSources } from '../../state/grants';
import { t } from '../../text/text';
import { LifetimeField } from './LifetimeField';
import { expiryOf, type Lifetime, parseCreated } from './token';

/** What a token is for, what it permits, and for how long. */
export function CreateForm({ onDone }: { onDone(token: string): void }) {
  const { nowMs } = useScene();
  const [drafts, setDrafts] = useState(firstDrafts);
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const [day, setDay] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [isNameMissing, setNameMissing] = useState(false);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const expiresAt = expiryOf(lifetime, day, nowMs);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = String(new FormData(form).get('name') ?? '').trim();
    setChecked(true);
    setNameMissing(name === '');
    if (name === '') {
      form.querySelector<HTMLInputElement>('[name="name"]')?.focus();
    } else if (expiresAt !== undefined && withoutSources(drafts) < 0) {
      const body = { name, grants: grantsOf(drafts), expiresAt };
      run(() => askHost('/api/tokens', parseCreated, { method: 'POST', body }), onDone);
    }
  };
  return (
    <form class="dialog-form" method="post" noValidate onSubmit={submit}>
      <p class="list-hint">{t('tokens.createHint')}</p>
      <HostFailureNote failure={told ? null : failure} />
      <Field
        name="name"
        type="text"
        label={t('tokens.name')}
        hint={t('tokens.nameHint')}
        autocomplete="off"
        autofocus
        error={isNameMissing ? t('tokens.nameMissing') : told?.get('name')}
      />
      <GrantsField drafts={drafts} onChange={setDrafts} isChecked={isChecked} error={told?.get('grants')} />
      <LifetimeField
        lifetime={lifetime}
        day={day}
        error={isChecked && expiresAt === undefined ? t('tokens.dayWrong') : told?.get('expiresat')}
        onLifetime={setLifetime}
        onDay={setDay}
      />
      <Submit label={t('tokens.make')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}
