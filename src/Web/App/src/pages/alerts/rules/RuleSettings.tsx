import { errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { at } from '../text';
import type { RuleDraft } from './rule';
import { type Figure, figures, type SettingName, unitOf } from './settingFields';

interface Props {
  readonly draft: RuleDraft;
  readonly names: readonly SettingName[];
  readonly errors: FieldErrors | undefined;
  onChange(typed: RuleDraft['typed']): void;
}

const mostCharacters = 200;

/** The settings of a rule's kind, each with its unit. */
export function RuleSettings({ draft: { typed }, names, errors, onChange }: Props) {
  return (
    <div class="field-pair">
      {names.map((name) => {
        const change = (value: string) => onChange({ ...typed, [name]: value });
        const unit = unitOf(name, typed.figure);
        const common = {
          label: unit ? `${at(`setting.${name}`)} (${unit})` : at(`setting.${name}`),
          hint: hintOf(name),
          error: errorAt(errors, `settings.${name}`),
          value: typed[name] ?? '',
          onChange: change,
        };
        return name === 'figure' ? (
          <SelectField
            key={name}
            {...common}
            options={(Object.keys(figures) as Figure[]).map((figure) => [figure, at(`figure.${figure}`)])}
          />
        ) : (
          <TextField key={name} {...common} most={mostCharacters} type={name === 'deadline' ? 'time' : 'text'} />
        );
      })}
    </div>
  );
}

function hintOf(name: SettingName): string | undefined {
  switch (name) {
    case 'clear':
    case 'forSeconds':
    case 'delaySeconds':
    case 'schedule':
    case 'zone':
    case 'deadline':
    case 'maxMinutes':
      return at(`settingHint.${name}`);
    default:
      return undefined;
  }
}
