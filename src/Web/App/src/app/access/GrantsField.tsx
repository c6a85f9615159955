import { useId } from 'preact/hooks';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { changeGrants, type GrantChange, type GrantDraft, withoutSources } from '../../state/grants';
import { roles } from '../../state/roles';
import { t } from '../../text/text';
import { DaemonsField } from './DaemonsField';

interface Props {
  readonly drafts: readonly GrantDraft[];
  onChange(drafts: readonly GrantDraft[]): void;
  /** What the host finds wrong; undefined while it finds nothing. */
  readonly error?: string | undefined;
  /** Whether to say where a role for some daemons names none. */
  readonly isChecked: boolean;
}

/** Chooses roles, each for all daemons or for some. */
export function GrantsField({ drafts, onChange, error, isChecked }: Props) {
  const change = (what: GrantChange) => onChange(changeGrants(drafts, what));
  const wrongAt = isChecked ? withoutSources(drafts) : -1;
  return (
    <fieldset class="grants">
      <legend class="form-label">{t('grants.title')}</legend>
      {drafts.map((draft, place) => (
        // Nothing but its place tells two grants apart.
        <GrantRow key={place} draft={draft} place={place} isWrong={place === wrongAt} change={change} />
      ))}
      {drafts.length === 0 && <p class="field-hint">{t('grants.nothingHint')}</p>}
      {error && (
        <p class="field-error">
          <Foreign text={error} />
        </p>
      )}
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => change({ type: 'added' })}>
        {t('grants.add')}
      </button>
    </fieldset>
  );
}

interface RowProps {
  readonly draft: GrantDraft;
  readonly place: number;
  /** Whether it names no daemon. */
  readonly isWrong: boolean;
  change(what: GrantChange): void;
}

function GrantRow({ draft: { role, isForAll, sources }, place: at, isWrong, change }: RowProps) {
  const id = useId();
  return (
    <div class="grant">
      <label class="visually-hidden" for={`${id}-role`}>
        {t('grants.role')}
      </label>
      <select
        id={`${id}-role`}
        class="form-select"
        value={role}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          const chosen = roles.find((one) => one === currentTarget.value);
          chosen && change({ type: 'role', at, role: chosen });
        }}
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {t(`role.${one}`)}
          </option>
        ))}
      </select>
      <label class="visually-hidden" for={`${id}-scope`}>
        {t('grants.scope')}
      </label>
      <select
        id={`${id}-scope`}
        class="form-select"
        value={isForAll ? 'all' : 'some'}
        disabled={role === 'admin'}
        onChange={({ currentTarget }) => change({ type: 'scope', at, isForAll: currentTarget.value === 'all' })}
      >
        <option value="all">{t('grants.all')}</option>
        <option value="some">{t('grants.some')}</option>
      </select>
      <button
        type="button"
        class="icon-button"
        title={t('grants.remove', { role: t(`role.${role}`) })}
        onClick={() => change({ type: 'removed', at })}
      >
        <Icon name="close" label={t('grants.remove', { role: t(`role.${role}`) })} />
      </button>
      <p id={`${id}-hint`} class="field-hint">
        {t(`grants.${role}`)}
      </p>
      {!isForAll && (
        <DaemonsField sources={sources} isWrong={isWrong} onToggle={(source) => change({ type: 'source', at, source })} />
      )}
    </div>
  );
}
