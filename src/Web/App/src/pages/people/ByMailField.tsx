import { t } from '../../text/text';

interface Props {
  readonly isByMail: boolean;
  onChange(isByMail: boolean): void;
}

/** Whether a new link is sent to the person by mail. */
export const ByMailField = ({ isByMail, onChange }: Props) => (
  <label class="form-check">
    <input type="checkbox" class="form-check-input" checked={isByMail} onChange={() => onChange(!isByMail)} />{' '}
    {t('people.byMail')}
  </label>
);
