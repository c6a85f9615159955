import { useState } from 'preact/hooks';
import { FormFailure } from '../../app/FormFailure';
import { PageDialog } from '../../app/PageDialog';
import { useScene } from '../../app/scene';
import { useHostAction } from '../../app/useHostAction';
import { askHost } from '../../connection/hostApi';
import { elsewhere, errorAt } from '../../kit/fields/errorAt';
import { SelectField } from '../../kit/fields/SelectField';
import { TextField } from '../../kit/fields/TextField';
import { useFirstWrong } from '../../kit/fields/useFirstWrong';
import { Submit } from '../../kit/Submit';
import type { Titles } from './dashboards';
import { bodyOf, type Draft, draftOf, newDraft } from './draft';
import { parseSchedule, type ReportChannel, type Schedule, schedulePath, schedulesPath } from './schedule';
import { rt } from './text';
import { WhatFields } from './WhatFields';
import { WhenFields } from './WhenFields';

interface Props {
  /** The one to change; a new one is made without it. */
  readonly schedule?: Schedule | undefined;
  readonly channels: readonly ReportChannel[];
  readonly dashboards: Titles;
  onDone(): void;
  onClose(): void;
}

const mostOfName = 120;
const shown = ['name', 'dashboard', 'range', 'sources', 'paper', 'every', 'weekday', 'monthDay', 'at', 'zone', 'channel'];

/** Has a report made at its times. */
export function ScheduleDialog({ schedule, channels, dashboards, onDone, onClose }: Props) {
  const { actions } = useScene();
  const [draft, setDraft] = useState<Draft>(() => (schedule ? draftOf(schedule) : newDraft()));
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const form = useFirstWrong(told);
  const others = elsewhere(told, shown);
  const change = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(
      () =>
        askHost(schedule ? schedulePath(schedule.id) : schedulesPath, parseSchedule, {
          method: schedule ? 'PUT' : 'POST',
          body: bodyOf(draft),
        }),
      ({ name }) => {
        actions.say(rt('reports.saved', { name }));
        onDone();
        onClose();
      },
    );
  };
  return (
    <PageDialog title={rt(schedule ? 'reports.edit' : 'reports.add')} onClose={onClose}>
      <form ref={form} class="dialog-form" method="post" noValidate onSubmit={submit}>
        <FormFailure failure={told ? null : failure} others={others} />
        <TextField
          label={rt('field.name')}
          value={draft.name}
          most={mostOfName}
          error={errorAt(told, 'name')}
          autofocus
          onChange={(name) => change({ name })}
        />
        <WhatFields draft={draft} dashboards={dashboards} errors={told} onChange={change} />
        <WhenFields draft={draft} errors={told} onChange={change} />
        <SelectField
          label={rt('field.channel')}
          hint={rt('field.channelHint')}
          value={draft.channel}
          options={channelOptions(channels, schedule)}
          error={errorAt(told, 'channel')}
          onChange={(channel) => change({ channel })}
        />
        <label class="check">
          <input
            type="checkbox"
            class="form-check-input"
            checked={draft.isPaused}
            onChange={({ currentTarget }) => change({ isPaused: currentTarget.checked })}
          />{' '}
          {rt('field.paused')}
        </label>
        <Submit label={rt('reports.save')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}

/** Also the one that is chosen and not there any more: it must not look as if another one were chosen. */
function channelOptions(
  channels: readonly ReportChannel[],
  schedule: Schedule | undefined,
): readonly (readonly [string, string])[] {
  const isGone = schedule !== undefined && !channels.some(({ id }) => id === schedule.channel);
  return [
    ['', rt('field.chooseChannel')],
    ...(isGone ? [[schedule.channel, rt('reports.noChannel')] as const] : []),
    ...channels.map(({ id, name, isBroken }) => [id, isBroken ? rt('field.broken', { name }) : name] as const),
  ];
}
