import { errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { Segments } from '../../../kit/Segments';
import { isolated } from '../../../text/isolated';
import { WeeklyFields } from '../fields/WeeklyFields';
import { at } from '../text';
import type { AlertRoute, RouteDraft } from './alertRoute';

interface Props {
  readonly draft: RouteDraft;
  /** The routes that it may escalate to. */
  readonly others: readonly AlertRoute[];
  readonly errors: FieldErrors;
  onChange(changed: Partial<RouteDraft>): void;
}

const mostOfNumber = 6;

/** When a route tells, when it reminds, and which route is told if nobody acknowledges. */
export const RouteTimes = ({ draft, others, errors, onChange }: Props) => (
  <>
    <div class="field">
      <p class="form-label">{at('routes.hours')}</p>
      <Segments
        title={at('routes.hours')}
        chosen={draft.isAlways ? 'always' : 'weekly'}
        options={['always', 'weekly']}
        name={(one) => at(one === 'always' ? 'routes.always' : 'routes.atTimes')}
        onChoose={(one) => onChange({ isAlways: one === 'always' })}
      />
    </div>
    {!draft.isAlways && (
      <WeeklyFields
        label={at('routes.parts')}
        weekly={draft.weekly}
        zone={draft.zone}
        errors={errors}
        onChange={(weekly) => onChange({ weekly })}
        onZone={(zone) => onChange({ zone })}
      />
    )}
    <TextField
      label={at('routes.reminder')}
      hint={at('routes.reminderHint')}
      value={draft.reminderHours}
      most={mostOfNumber}
      error={errorAt(errors, 'reminderHours')}
      onChange={(reminderHours) => onChange({ reminderHours })}
    />
    {others.length > 0 && (
      <div class="field-pair">
        <SelectField
          label={at('routes.escalateTo')}
          value={draft.escalateTo}
          options={[['', at('routes.noEscalation')], ...others.map(({ id, name }) => [id, isolated(name)] as const)]}
          error={errorAt(errors, 'escalateTo')}
          onChange={(escalateTo) => onChange({ escalateTo })}
        />
        {draft.escalateTo !== '' && (
          <TextField
            label={at('routes.escalateAfter')}
            value={draft.escalateAfterMinutes}
            most={mostOfNumber}
            error={errorAt(errors, 'escalateAfterMinutes')}
            onChange={(escalateAfterMinutes) => onChange({ escalateAfterMinutes })}
          />
        )}
      </div>
    )}
  </>
);
