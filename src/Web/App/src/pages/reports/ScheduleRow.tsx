import { hostFailureText } from '../../app/hostFailureText';
import { useScene } from '../../app/scene';
import { askHost, type HostAnswer, tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { Foreign } from '../../kit/Foreign';
import { RowButton } from '../../kit/RowButton';
import { TimeText } from '../../kit/TimeText';
import { formatTime } from '../../text/format';
import { isolated } from '../../text/isolated';
import type { Titles } from './dashboards';
import { LastText } from './LastText';
import { parseSchedule, type Schedule, schedulePath } from './schedule';
import { rt } from './text';
import { whenText } from './when';

interface Props {
  readonly schedule: Schedule;
  /** Null until they are known. */
  readonly dashboards: Titles | null;
  onEdit(): void;
  onChanged(): void;
}

export function ScheduleRow({ schedule, dashboards, onEdit, onChanged }: Props) {
  const { actions } = useScene();
  const { id, name, zone } = schedule;
  const tell = (answer: HostAnswer<unknown>, done: string) => {
    if (answer.kind === 'done') {
      actions.say(done);
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
    onChanged();
  };
  const remove = async () => tell(await tellHost(schedulePath(id), { method: 'DELETE' }), rt('reports.deleted', { name }));
  const send = async () =>
    tell(await askHost(`${schedulePath(id)}/send`, parseSchedule, { method: 'POST' }), rt('reports.sending', { name }));
  return (
    <tr>
      <td data-label={rt('reports.report')}>
        <What schedule={schedule} dashboards={dashboards} />
      </td>
      <td data-label={rt('reports.when')}>
        <span>
          {whenText(schedule)}
          <span class="list-detail">
            <Foreign text={zone} />
          </span>
        </span>
      </td>
      <td data-label={rt('reports.next')}>
        <Next schedule={schedule} />
      </td>
      <td data-label={rt('reports.last')}>
        <LastText last={schedule.last} />
      </td>
      <td class="list-actions">
        <span class="list-buttons">
          <RowButton text={rt('reports.send')} of={name} isOff={schedule.isAsked} onChoose={() => void send()} />
          <RowButton text={rt('reports.change')} of={name} onChoose={onEdit} />
          <AskFirst
            kind="btn-outline-danger"
            label={`${rt('reports.delete')}: ${isolated(name)}`}
            question={rt('reports.deleteSure')}
            yes={rt('reports.deleteYes')}
            isOff={false}
            onYes={() => void remove()}
          >
            {rt('reports.delete')}
          </AskFirst>
        </span>
      </td>
    </tr>
  );
}

function What({ schedule, dashboards }: Pick<Props, 'schedule' | 'dashboards'>) {
  const { name, dashboard, range, channelName, owner, isOwn, sources } = schedule;
  return (
    <span>
      <span class="list-name">
        <Foreign text={name} />
      </span>
      <span class="list-detail">
        {dashboard === null ? (
          rt('reports.period')
        ) : (
          <>
            {rt('reports.dashboard')}: <Foreign text={dashboards?.get(dashboard) ?? rt('reports.goneDashboard')} />
          </>
        )}
        {` · ${rt(`range.${range ?? 'own'}`)}`}
        {sources.length > 0 && (
          <>
            {' · '}
            <Foreign text={sources.join(', ')} />
          </>
        )}
      </span>
      <span class="list-detail">
        {channelName === null ? rt('reports.noChannel') : <Foreign text={rt('reports.by', { channel: channelName })} />}
        {!isOwn && (
          <>
            {' · '}
            <Foreign text={rt('reports.of', { owner })} />
          </>
        )}
      </span>
    </span>
  );
}

function Next({ schedule: { nextAtMs, isAsked } }: Pick<Props, 'schedule'>) {
  const { nowMs } = useScene();
  return (
    <span class="figures">
      {nextAtMs === null ? (
        <span class="pill pill-idle">{rt('reports.paused')}</span>
      ) : (
        <>
          <TimeText atMs={nextAtMs} nowMs={nowMs} />
          <span class="list-detail">{rt('reports.utc', { time: formatTime(nextAtMs, 'day', 'utc') })}</span>
        </>
      )}
      {isAsked && <span class="pill pill-running">{rt('reports.asked')}</span>}
    </span>
  );
}
