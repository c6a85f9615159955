import { useId } from 'preact/hooks';
import { DaemonsField } from '../../../app/access/DaemonsField';
import { Foreign } from '../../../kit/Foreign';
import { t } from '../../../text/text';
import { hasNone, type Scope, toggled } from './screen';

interface Props {
  readonly scope: Scope;
  onChange(scope: Scope): void;
  /** Whether to say where no daemon is chosen. */
  readonly isChecked: boolean;
  /** What the host finds wrong; undefined while it finds nothing. */
  readonly error: string | undefined;
}

/** Chooses the daemons that a screen shows: all or some. */
export function ScopeField({ scope, onChange, isChecked, error }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {t('grants.daemons')}
      </label>
      <select
        id={id}
        class="form-select"
        value={scope.isForAll ? 'all' : 'some'}
        onChange={({ currentTarget }) => onChange({ ...scope, isForAll: currentTarget.value === 'all' })}
      >
        <option value="all">{t('grants.all')}</option>
        <option value="some">{t('grants.some')}</option>
      </select>
      {!scope.isForAll && (
        <DaemonsField
          sources={scope.sources}
          isWrong={isChecked && hasNone(scope)}
          onToggle={(source) => onChange(toggled(scope, source))}
        />
      )}
      {error && (
        <p class="field-error">
          <Foreign text={error} />
        </p>
      )}
    </div>
  );
}
