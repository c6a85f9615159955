import { addressOf } from '../contract/address';
import { t } from '../text/text';

interface Props {
  readonly why: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Stands in place of the form of a one-time link that is good for nothing, and leads to the sign-in. */
export const LinkNotValid = ({ why, hint }: Props) => (
  <div class="account-invalid">
    <p class="account-alert" role="alert">
      {why}
    </p>
    <p class="account-intro">{hint}</p>
    <a class="btn btn-primary form-submit" href={addressOf('/login')}>
      {t('setup.toSignIn')}
    </a>
  </div>
);
