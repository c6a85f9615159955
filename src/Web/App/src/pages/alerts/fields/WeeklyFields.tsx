import { Foreign } from '../../../kit/Foreign';
import { errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { TextField } from '../../../kit/fields/TextField';
import { Icon } from '../../../kit/Icon';
import { useElementId } from '../../../kit/useElementId';
import { dayName, days } from '../../../text/weekdays';
import { knownZones } from '../../../text/zones';
import { at } from '../text';
import { firstWeekly, type Weekly } from '../weekly';

interface Props {
  readonly label: string;
  readonly weekly: readonly Weekly[];
  readonly zone: string;
  readonly errors: FieldErrors | undefined;
  onChange(weekly: readonly Weekly[]): void;
  onZone(zone: string): void;
}

const mostOfZone = 100;

/** Parts of each week, and the zone in which they are. */
export function WeeklyFields({ label, weekly, zone, errors, onChange, onZone }: Props) {
  const id = useElementId();
  const changeAt = (place: number, part: Weekly) => onChange(weekly.map((one, other) => (other === place ? part : one)));
  return (
    <fieldset class="field weekly">
      <legend class="form-label">{label}</legend>
      {weekly.map((part, place) => (
        // Nothing but its place tells two parts apart.
        <WeeklyRow
          key={place}
          part={part}
          name={at('weekly.part', { number: place + 1 })}
          error={errorAt(errors, `weekly[${place}]`)}
          onChange={(changed) => changeAt(place, changed)}
          onRemove={weekly.length > 1 ? () => onChange(weekly.filter((_, other) => other !== place)) : null}
        />
      ))}
      {errors?.has('weekly') && (
        <p class="field-error">
          <Foreign text={errors.get('weekly') ?? ''} />
        </p>
      )}
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => onChange([...weekly, firstWeekly])}>
        {at('weekly.add')}
      </button>
      <TextField
        label={at('weekly.zone')}
        hint={at('weekly.zoneHint')}
        value={zone}
        most={mostOfZone}
        list={`${id}-zones`}
        error={errorAt(errors, 'zone')}
        onChange={onZone}
      />
      <datalist id={`${id}-zones`}>
        {knownZones().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </fieldset>
  );
}

interface RowProps {
  readonly part: Weekly;
  readonly name: string;
  readonly error: string | undefined;
  onChange(part: Weekly): void;
  /** Null if it is the only one. */
  readonly onRemove: (() => void) | null;
}

function WeeklyRow({ part, name, error, onChange, onRemove }: RowProps) {
  const id = useElementId();
  const isOverMidnight = part.to <= part.from;
  return (
    <fieldset class="weekly-row" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="visually-hidden">{name}</legend>
      <div class="weekly-days">
        {days.map((day) => (
          <label key={day} class="weekly-day" title={dayName(day, 'long')}>
            <input
              type="checkbox"
              class="visually-hidden"
              checked={part.days.includes(day)}
              onChange={() => onChange({ ...part, days: days.filter((one) => (one === day) !== part.days.includes(one)) })}
            />
            <span>{dayName(day, 'short')}</span>
          </label>
        ))}
      </div>
      <div class="weekly-times">
        <input
          type="time"
          class="form-control"
          aria-label={at('weekly.from')}
          value={part.from}
          onInput={({ currentTarget }) => onChange({ ...part, from: currentTarget.value })}
        />
        <span aria-hidden="true">–</span>
        <input
          type="time"
          class="form-control"
          aria-label={at('weekly.to')}
          value={part.to}
          onInput={({ currentTarget }) => onChange({ ...part, to: currentTarget.value })}
        />
        {isOverMidnight && <span class="quiet">{at('weekly.nextDay')}</span>}
        {onRemove && (
          <button type="button" class="icon-button" title={at('weekly.remove')} onClick={onRemove}>
            <Icon name="close" label={at('weekly.remove')} />
          </button>
        )}
      </div>
      {error && (
        <p id={`${id}-error`} class="field-error">
          <Foreign text={error} />
        </p>
      )}
    </fieldset>
  );
}
