import { useEffect, useRef, useState } from 'preact/hooks';
import type { Step } from '../../app/scene';
import { trustIcons } from '../../app/trust';
import { Icon, type IconName } from '../../kit/Icon';
import { useElsewhere } from '../../kit/useElsewhere';
import { type FleetFilter, type FleetState, fleetStates, inState } from '../../state/fleetFilter';
import type { Standing } from '../../state/standing';
import { formatNumber } from '../../text/format';
import { t } from '../../text/text';

interface Props {
  readonly filter: FleetFilter;
  /** Those with the name that is looked for, and all. */
  readonly named: readonly Standing[];
  readonly all: readonly Standing[];
  /** `step`: `replace` while a name is typed. */
  onFilter(filter: FleetFilter, step?: Step): void;
}

/** Always offered, so that the row of chips stays as it is; the others where there are such daemons. */
const always: readonly FleetState[] = ['trouble', 'live'];

const iconOf = (state: FleetState): IconName => (state === 'trouble' ? 'warn' : trustIcons[state]);

/** Which daemons to show: by state, by name. */
export function FleetFilters({ filter, named, all, onFilter }: Props) {
  const offered = fleetStates.filter(
    (state) => always.includes(state) || state === filter.state || inState(all, state).length > 0,
  );
  const choose = (state: FleetState | null) => onFilter({ ...filter, state: state === filter.state ? null : state });
  return (
    <div class="run-filters">
      <fieldset class="chips">
        <legend class="visually-hidden">{t('fleet.byState')}</legend>
        <button type="button" class="chip" aria-pressed={filter.state === null} onClick={() => choose(null)}>
          {t('fleet.all')} <span class="chip-count figures">{formatNumber(named.length)}</span>
        </button>
        {offered.map((state) => (
          <button
            key={state}
            type="button"
            class={`chip chip-${state}`}
            aria-pressed={filter.state === state}
            onClick={() => choose(state)}
          >
            <Icon name={iconOf(state)} />
            {state === 'trouble' ? t('fleet.trouble') : t(`state.${state}`)}{' '}
            <span class="chip-count figures">{formatNumber(inState(named, state).length)}</span>
          </button>
        ))}
      </fieldset>
      <NameField text={filter.text} onText={(text) => onFilter({ ...filter, text }, 'replace')} />
    </div>
  );
}

/** The address changes when nothing was typed for a moment: some browsers refuse more changes than a hundred in half a minute. */
const pauseMs = 400;

function NameField({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const newest = useRef(onText);
  newest.current = onText;
  // The browser's way back.
  const noteSent = useElsewhere(text, () => setTyped(text));
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (value: string, afterMs: number) => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      noteSent(value.trim());
      newest.current(value.trim());
    }, afterMs);
  };
  return (
    <label class="run-search">
      <span class="visually-hidden">{t('fleet.search')}</span>
      <Icon name="search" />
      <input
        type="search"
        class="form-control form-control-sm"
        placeholder={t('fleet.search')}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={({ currentTarget: { value } }) => type(value, pauseMs)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            type(event.currentTarget.value, 0);
          } else if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            event.stopPropagation();
            type('', 0);
          }
        }}
      />
    </label>
  );
}
