import { dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { rangeText } from '../../../charts/rangeText';
import { AskFirst } from '../../../kit/AskFirst';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { Icon } from '../../../kit/Icon';
import { SteadyButton } from '../../../kit/SteadyButton';
import { rangeKey, spans } from '../../../state/timeRange';
import { isolated } from '../../../text/isolated';
import { type Dashboard, mostOfTitle } from '../model/document';
import { rangeOf, sentRange } from '../model/range';
import { et } from './text';
import { useOthers } from './useOthers';

interface Props {
  readonly dashboard: Dashboard;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  readonly isNameless: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  onChange(change: Partial<Dashboard>): void;
  onUndo(): void;
  onRedo(): void;
  onAdd(): void;
  onSave(): void;
  onThrowAway(): void;
}

/** What concerns the dashboard as a whole while it is arranged: its name, its time, the steps back, and saving. */
export function EditHead(props: Props) {
  const { dashboard, isChanged, isBusy, isNameless, onChange } = props;
  return (
    <section class="card edit-head" aria-label={et('edit.title', { title: dashboard.title })}>
      <div class="edit-fields">
        <TextField
          label={et('edit.name')}
          value={dashboard.title}
          most={mostOfTitle}
          error={isNameless ? et('edit.needName') : undefined}
          onChange={(title) => onChange({ title })}
        />
        <RangeField dashboard={dashboard} onChange={onChange} />
      </div>
      <div class="edit-tools">
        <SteadyButton kind="btn-outline-primary edit-add" isOff={false} onPress={props.onAdd}>
          {et('edit.add')}
        </SteadyButton>
        <SteadyButton kind="btn-outline-secondary" isOff={!props.canUndo} onPress={props.onUndo}>
          {et('edit.undo')}
        </SteadyButton>
        <SteadyButton kind="btn-outline-secondary" isOff={!props.canRedo} onPress={props.onRedo}>
          {et('edit.redo')}
        </SteadyButton>
        <span class="edit-state quiet" role="status">
          {et(isBusy ? 'edit.saving' : isChanged ? 'edit.unsaved' : 'edit.unchanged')}
        </span>
        <Leave {...props} />
        <SteadyButton kind="btn-primary" isOff={isBusy || !isChanged} onPress={props.onSave}>
          {et('edit.save')}
        </SteadyButton>
      </div>
      <Others id={dashboard.id} />
    </section>
  );
}

function Leave({ dashboard, isChanged, isBusy, onThrowAway }: Props) {
  const { actions } = useScene();
  const leave = () => actions.navigate({ path: dashboardPath(dashboard.id) });
  if (!isChanged) {
    return (
      <SteadyButton kind="btn-outline-secondary" isOff={false} onPress={leave}>
        {et('edit.done')}
      </SteadyButton>
    );
  }
  return (
    <AskFirst
      kind="btn-outline-secondary"
      question={et('edit.leaveAsk')}
      yes={et('edit.leaveYes')}
      isOff={isBusy}
      onYes={() => {
        onThrowAway();
        leave();
      }}
    >
      {et('edit.cancel')}
    </AskFirst>
  );
}

function RangeField({ dashboard, onChange }: Pick<Props, 'dashboard' | 'onChange'>) {
  const range = rangeOf(dashboard.range);
  const own = range === null ? '' : rangeKey(range);
  const isOther = range !== null && !spans.some((span) => span === own);
  return (
    <SelectField
      label={et('edit.range')}
      value={own}
      options={[
        ['', et('edit.rangeLive')],
        ...spans.map((span) => [span, rangeText({ kind: 'live', span })] as const),
        ...(isOther ? [[own, rangeText(range)] as const] : []),
      ]}
      onChange={(value) => {
        const span = spans.find((one) => one === value);
        if (value === '' || span) {
          onChange({ range: sentRange(span ? { kind: 'live', span } : null) });
        }
      }}
    />
  );
}

/** Who else arranges it at the moment. */
function Others({ id }: { readonly id: string }) {
  const others = useOthers(id);
  return (
    <p class="edit-others" role="status">
      {others.length > 0 && (
        <>
          <Icon name="people" /> {et('edit.others', { names: others.map(isolated).join(', ') })}
        </>
      )}
    </p>
  );
}
