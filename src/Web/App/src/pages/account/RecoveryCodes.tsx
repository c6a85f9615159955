import { CopyButton } from '../../app/CopyButton';
import { Foreign } from '../../kit/Foreign';
import { t } from '../../text/text';

/** Codes that stand in for a lost second factor, each once. They are shown this once. */
export const RecoveryCodes = ({ codes }: { readonly codes: readonly string[] }) => (
  <div class="one-time" role="status">
    <p class="one-time-label">
      {t('twoFactor.recoveryCodes')} <CopyButton label={t('twoFactor.copyCodes')} text={() => codes.join('\n')} />
    </p>
    <ul class="own-codes">
      {codes.map((code) => (
        <li key={code}>
          <code>
            <Foreign text={code} />
          </code>
        </li>
      ))}
    </ul>
    <p class="field-hint">{t('twoFactor.recoveryHint')}</p>
  </div>
);
