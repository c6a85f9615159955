import { errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { Segments } from '../../../kit/Segments';
import { WeeklyFields } from '../fields/WeeklyFields';
import { at } from '../text';
import { type Length, lengths, type SilenceDraft } from './silence';

interface Props {
  readonly draft: SilenceDraft;
  readonly errors: FieldErrors | undefined;
  onChange(changed: Partial<SilenceDraft>): void;
}

const mostOfTime = 40;

/** When a silence holds: once, or in a part of each week. */
export function SilenceTimes({ draft, errors, onChange }: Props) {
  const { isWeekly, isLater, length } = draft;
  return (
    <>
      <div class="field">
        <p class="form-label">{at('silence.when')}</p>
        <Segments
          title={at('silence.when')}
          chosen={isWeekly ? 'weekly' : 'once'}
          options={['once', 'weekly']}
          name={(one) => at(one === 'weekly' ? 'silence.weekly' : 'silence.once')}
          onChoose={(one) => onChange({ isWeekly: one === 'weekly', length: one === 'weekly' ? 'endless' : '4' })}
        />
      </div>
      {isWeekly && (
        <WeeklyFields
          label={at('silence.parts')}
          weekly={draft.weekly}
          zone={draft.zone}
          errors={errors}
          onChange={(weekly) => onChange({ weekly })}
          onZone={(zone) => onChange({ zone })}
        />
      )}
      <div class="field-pair">
        <SelectField
          label={at('silence.begins')}
          value={isLater ? 'later' : 'now'}
          options={[
            ['now', at('silence.now')],
            ['later', at('silence.later')],
          ]}
          error={isLater ? undefined : errorAt(errors, 'from')}
          onChange={(value) => onChange({ isLater: value === 'later' })}
        />
        {isLater && (
          <TextField
            label={at('silence.from')}
            type="datetime-local"
            value={draft.from}
            most={mostOfTime}
            error={errorAt(errors, 'from')}
            onChange={(from) => onChange({ from })}
          />
        )}
        <SelectField
          label={at('silence.ends')}
          value={length}
          options={lengths.filter((one) => one !== 'endless' || isWeekly).map((one) => [one, lengthText(one)] as const)}
          error={length === 'own' ? undefined : errorAt(errors, 'to')}
          onChange={(value) => onChange({ length: lengths.find((one) => one === value) ?? length })}
        />
        {length === 'own' && (
          <TextField
            label={at('silence.to')}
            type="datetime-local"
            value={draft.to}
            most={mostOfTime}
            error={errorAt(errors, 'to')}
            onChange={(to) => onChange({ to })}
          />
        )}
      </div>
    </>
  );
}

function lengthText(length: Length): string {
  switch (length) {
    case 'own':
      return at('silence.own');
    case 'endless':
      return at('silence.endless');
    case '24':
      return at('silence.afterDays', { count: 1 });
    case '168':
      return at('silence.afterDays', { count: 7 });
    default:
      return at('silence.afterHours', { count: Number(length) });
  }
}
