import { useId, useState } from 'preact/hooks';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { actions, isAction, outcomes } from './entry';
import type { Filter } from './filter';

interface Props {
  readonly filter: Filter;
  onFilter(filter: Filter): void;
}

/** Narrows the entries. It takes effect when it is sent, because each change of it asks the host and stands in the history. */
export function FilterForm({ filter, onFilter }: Props) {
  const id = useId();
  const [what, setWhat] = useState(filter.what);
  const [outcome, setOutcome] = useState<string>(filter.outcome);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: keyof Filter) => String(chosen.get(name) ?? '').trim();
    onFilter({
      who: text('who'),
      what,
      outcome: outcomes.find((one) => one === outcome) ?? '',
      from: text('from'),
      to: text('to'),
    });
  };
  const isNarrowed = Object.values(filter).some((value) => value !== '');
  return (
    <form class="card audit-filter" method="get" noValidate onSubmit={submit}>
      <label for={`${id}-who`}>
        <span class="form-label">{t('audit.who')}</span>
        <input
          id={`${id}-who`}
          name="who"
          type="text"
          class="form-control"
          maxLength={256}
          defaultValue={filter.who}
          spellcheck={false}
        />
      </label>
      <label for={`${id}-what`}>
        <span class="form-label">{t('audit.what')}</span>
        <select
          id={`${id}-what`}
          name="what"
          class="form-select"
          value={what}
          onChange={({ currentTarget }) => setWhat(currentTarget.value)}
        >
          <option value="">{t('audit.any')}</option>
          {filter.what !== '' && !isAction(filter.what) && <option value={filter.what}>{isolated(filter.what)}</option>}
          {actions.map((action) => (
            <option key={action} value={action}>
              {t(`auditAction.${action}`)}
            </option>
          ))}
        </select>
      </label>
      <label for={`${id}-outcome`}>
        <span class="form-label">{t('audit.outcome')}</span>
        <select
          id={`${id}-outcome`}
          name="outcome"
          class="form-select"
          value={outcome}
          onChange={({ currentTarget }) => setOutcome(currentTarget.value)}
        >
          <option value="">{t('audit.any')}</option>
          {outcomes.map((one) => (
            <option key={one} value={one}>
              {t(`audit.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label for={`${id}-from`}>
        <span class="form-label">{t('audit.from')}</span>
        <input id={`${id}-from`} name="from" type="date" class="form-control" defaultValue={filter.from} />
      </label>
      <label for={`${id}-to`}>
        <span class="form-label">{t('audit.to')}</span>
        <input id={`${id}-to`} name="to" type="date" class="form-control" defaultValue={filter.to} />
      </label>
      <div class="audit-filter-buttons">
        <button type="submit" class="btn btn-primary">
          {t('audit.show')}
        </button>
        {isNarrowed && (
          <button
            type="button"
            class="btn btn-outline-secondary"
            onClick={() => onFilter({ who: '', what: '', outcome: '', from: '', to: '' })}
          >
            {t('audit.clear')}
          </button>
        )}
      </div>
    </form>
  );
}
