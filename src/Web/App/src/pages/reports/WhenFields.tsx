import { errorAt, type FieldErrors } from '../../kit/fields/errorAt';
import { SelectField } from '../../kit/fields/SelectField';
import { TextField } from '../../kit/fields/TextField';
import { useElementId } from '../../kit/useElementId';
import { dayName, days } from '../../text/weekdays';
import { knownZones } from '../../text/zones';
import type { Draft } from './draft';
import { type Period, periods } from './schedule';
import { rt } from './text';

interface Props {
  readonly draft: Draft;
  readonly errors: FieldErrors | undefined;
  onChange(changed: Partial<Draft>): void;
}

const mostOfTime = 5;
const mostOfZone = 100;
const monthDays = Array.from({ length: 31 }, (_, place) => String(place + 1));
const names = { day: 'field.daily', week: 'field.weekly', month: 'field.monthly' } as const satisfies Record<Period, string>;

/** When a report is made. */
export function WhenFields({ draft: { every, weekday, monthDay, at, zone }, errors, onChange }: Props) {
  const id = useElementId();
  return (
    <>
      <div class="field-pair">
        <SelectField
          label={rt('field.every')}
          value={every}
          options={periods.map((one) => [one, rt(names[one])] as const)}
          error={errorAt(errors, 'every')}
          onChange={(chosen) => onChange({ every: periods.find((one) => one === chosen) ?? every })}
        />
        {every === 'week' && (
          <SelectField
            label={rt('field.weekday')}
            value={weekday}
            options={days.map((day) => [day, dayName(day, 'long')] as const)}
            error={errorAt(errors, 'weekday')}
            onChange={(chosen) => onChange({ weekday: days.find((day) => day === chosen) ?? weekday })}
          />
        )}
        {every === 'month' && (
          <SelectField
            label={rt('field.monthDay')}
            hint={rt('field.monthDayHint')}
            value={monthDay}
            options={monthDays.map((day) => [day, day] as const)}
            error={errorAt(errors, 'monthDay')}
            onChange={(chosen) => onChange({ monthDay: chosen })}
          />
        )}
        <TextField
          label={rt('field.at')}
          type="time"
          value={at}
          most={mostOfTime}
          error={errorAt(errors, 'at')}
          onChange={(chosen) => onChange({ at: chosen })}
        />
      </div>
      <TextField
        label={rt('field.zone')}
        hint={rt('field.zoneHint')}
        value={zone}
        most={mostOfZone}
        list={`${id}-zones`}
        error={errorAt(errors, 'zone')}
        onChange={(chosen) => onChange({ zone: chosen })}
      />
      <datalist id={`${id}-zones`}>
        {knownZones().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
