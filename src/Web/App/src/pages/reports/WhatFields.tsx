import { useScene } from '../../app/scene';
import { ChecksField } from '../../kit/fields/ChecksField';
import { errorAt, type FieldErrors } from '../../kit/fields/errorAt';
import { SelectField } from '../../kit/fields/SelectField';
import { Segments } from '../../kit/Segments';
import { monitorSource } from '../../state/evaluator';
import type { Titles } from './dashboards';
import type { Draft } from './draft';
import { periods } from './schedule';
import { rt } from './text';

interface Props {
  readonly draft: Draft;
  readonly dashboards: Titles;
  readonly errors: FieldErrors | undefined;
  onChange(changed: Partial<Draft>): void;
}

const papers = ['a4', 'letter'] as const;

/** What a report holds. */
export function WhatFields({ draft, dashboards, errors, onChange }: Props) {
  const { state } = useScene();
  const { isDashboard, dashboard, range, sources, paper } = draft;
  const ranges = isDashboard ? (['own', ...periods] as const) : periods;
  // Also those that are chosen already and not watched any more.
  const offered = [...new Set([...state.sources.keys(), ...sources])].filter((name) => name !== monitorSource);
  return (
    <>
      <div class="field">
        <p class="form-label">{rt('field.what')}</p>
        <Segments
          title={rt('field.what')}
          chosen={isDashboard ? 'dashboard' : 'period'}
          options={['period', 'dashboard']}
          name={(one) => rt(one === 'dashboard' ? 'reports.dashboard' : 'reports.period')}
          onChoose={(one) => onChange({ isDashboard: one === 'dashboard', range: one === 'dashboard' ? 'own' : 'day' })}
        />
      </div>
      {isDashboard && (
        <SelectField
          label={rt('field.dashboard')}
          value={dashboard}
          options={[
            ['', rt('field.chooseDashboard')],
            ...(dashboard !== '' && !dashboards.has(dashboard) ? [[dashboard, rt('reports.goneDashboard')] as const] : []),
            ...dashboards,
          ]}
          error={errorAt(errors, 'dashboard')}
          onChange={(chosen) => onChange({ dashboard: chosen })}
        />
      )}
      <div class="field-pair">
        <SelectField
          label={rt('field.range')}
          hint={rt('field.rangeHint')}
          value={range}
          options={ranges.map((one) => [one, rt(`range.${one}`)] as const)}
          error={errorAt(errors, 'range')}
          onChange={(chosen) => onChange({ range: ranges.find((one) => one === chosen) ?? range })}
        />
        <SelectField
          label={rt('field.paper')}
          value={paper}
          options={papers.map((one) => [one, rt(`field.${one}`)] as const)}
          error={errorAt(errors, 'paper')}
          onChange={(chosen) => onChange({ paper: papers.find((one) => one === chosen) ?? paper })}
        />
      </div>
      <ChecksField
        label={rt('field.sources')}
        all={rt('field.allSources')}
        options={offered.map((name) => [name, name] as const)}
        chosen={sources}
        error={errorAt(errors, 'sources')}
        onChange={(chosen) => onChange({ sources: chosen })}
      />
    </>
  );
}
