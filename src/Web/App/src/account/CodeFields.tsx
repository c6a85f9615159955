import { useEffect, useRef } from 'preact/hooks';
import { Field } from '../kit/Field';
import { Foreign } from '../kit/Foreign';
import { t } from '../text/text';

interface Props {
  /** Who is about to sign in. */
  readonly email: string;
  readonly isMissing: boolean;
  /** Called to sign in as somebody else. */
  onBack(): void;
}

/** Where the code of a second factor is entered, after the password. */
export function CodeFields({ email, isMissing, onBack }: Props) {
  const part = useRef<HTMLDivElement>(null);
  // The field that had the focus is gone.
  useEffect(() => part.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={part} class="account-form">
      <p class="account-intro">
        <Foreign kind="account-who" text={email} />{' '}
        <button type="button" class="account-back" onClick={onBack}>
          {t('login.notYou')}
        </button>
      </p>
      <Field
        name="code"
        type="text"
        label={t('login.code')}
        hint={t('login.codeHint')}
        autocomplete="one-time-code"
        error={isMissing ? t('login.codeMissing') : undefined}
      />
    </div>
  );
}
