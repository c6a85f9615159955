import { t } from '../text/text';
import { Field } from './Field';

interface Props {
  /** The least characters. */
  readonly shortest: number;
  readonly label: string;
  /** Which of the two is wrong; null while none is. */
  readonly wrong: 'password' | 'repeat' | null;
  /** What the host finds wrong with the password; undefined while it finds nothing. */
  readonly told: string | undefined;
  readonly autofocus?: boolean;
}

/** A new password, and the same again: `password` and `repeat`. */
export const NewPasswordFields = ({ shortest, label, wrong, told, autofocus = false }: Props) => (
  <>
    <Field
      name="password"
      type="password"
      label={label}
      autocomplete="new-password"
      autofocus={autofocus}
      hint={t('setup.passwordHint', { count: shortest })}
      error={wrong === 'password' ? t('setup.passwordShort', { count: shortest }) : told}
    />
    <Field
      name="repeat"
      type="password"
      label={t('setup.repeat')}
      autocomplete="new-password"
      error={wrong === 'repeat' ? t('setup.repeatWrong') : undefined}
    />
  </>
);
