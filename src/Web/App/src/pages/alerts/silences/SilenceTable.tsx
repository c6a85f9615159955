import { hostFailureText } from '../../../app/hostFailureText';
import { useScene } from '../../../app/scene';
import { askHost } from '../../../connection/hostApi';
import { AskFirst } from '../../../kit/AskFirst';
import { Foreign } from '../../../kit/Foreign';
import { ListTable } from '../../../kit/ListTable';
import { RowButton } from '../../../kit/RowButton';
import { TimeText } from '../../../kit/TimeText';
import { useElementId } from '../../../kit/useElementId';
import { isolated } from '../../../text/isolated';
import { appliedText, parseApplied } from '../applied';
import { MatchText } from '../MatchText';
import { at } from '../text';
import { weeklyText } from '../weekly';
import { type Silence, silencePath } from './silence';

interface Props {
  readonly title: string;
  readonly silences: readonly Silence[];
  readonly mayChange: boolean;
  /** Whether nothing confirms them now. */
  readonly isDim: boolean;
  onEdit(silence: Silence): void;
  onChanged(): void;
}

const columns = ['reason', 'concerned', 'when', 'by'] as const;

/** Silences of one state. */
export function SilenceTable({ title, silences, mayChange, isDim, onEdit, onChanged }: Props) {
  const id = useElementId();
  return (
    <section class={`card ${isDim ? 'is-dim' : ''}`} aria-labelledby={id}>
      <h3 id={id} class="card-title">
        {title}
      </h3>
      <ListTable columns={columns.map((column) => at(`silence.${column}`))} actions={mayChange && at('common.actions')}>
        {silences.map((silence) => (
          <Row key={silence.id} silence={silence} mayChange={mayChange} onEdit={onEdit} onChanged={onChanged} />
        ))}
      </ListTable>
    </section>
  );
}

function Row({
  silence,
  mayChange,
  onEdit,
  onChanged,
}: Omit<Props, 'title' | 'silences' | 'isDim'> & { readonly silence: Silence }) {
  const { actions, nowMs } = useScene();
  const { id, reason, match, createdBy, createdAtMs } = silence;
  const end = async () => {
    const answer = await askHost(silencePath(id), parseApplied, { method: 'DELETE' });
    if (answer.kind === 'done') {
      actions.say(appliedText(answer.value, at('silence.ended')));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
    onChanged();
  };
  return (
    <tr>
      <td data-label={at('silence.reason')}>
        <span class="list-name">
          <Foreign text={reason} />
        </span>
      </td>
      <td data-label={at('silence.concerned')}>
        <MatchText match={match} />
      </td>
      <td data-label={at('silence.when')}>
        <When silence={silence} />
      </td>
      <td data-label={at('silence.by')}>
        <span>
          <Foreign text={createdBy} />
          <span class="list-detail">
            <TimeText atMs={createdAtMs} nowMs={nowMs} />
          </span>
        </span>
      </td>
      {mayChange && (
        <td class="list-actions">
          <span class="list-buttons">
            <RowButton text={at('common.edit')} of={reason} onChoose={() => onEdit(silence)} />
            <AskFirst
              kind="btn-outline-danger"
              label={`${at('silence.end')}: ${isolated(reason)}`}
              question={at('silence.endSure')}
              yes={at('silence.endYes')}
              isOff={false}
              onYes={() => void end()}
            >
              {at('silence.end')}
            </AskFirst>
          </span>
        </td>
      )}
    </tr>
  );
}

function When({ silence: { fromMs, toMs, weekly, zone, activeUntilMs, endedAtMs } }: { readonly silence: Silence }) {
  const { nowMs } = useScene();
  const untilMs = endedAtMs ?? toMs;
  return (
    <div class="figures">
      {weekly.map((part) => (
        <span key={weeklyText(part)} class="silence-part">
          {weeklyText(part)}
        </span>
      ))}
      {zone !== null && (
        <span class="list-detail">
          <Foreign text={zone} />
        </span>
      )}
      {activeUntilMs !== null && (
        <span class="silence-part">
          {at('silence.holdsUntil')} <TimeText atMs={activeUntilMs} nowMs={nowMs} />
        </span>
      )}
      <span class="list-detail">
        <TimeText atMs={fromMs} nowMs={nowMs} />
        {' – '}
        {untilMs === null ? at('silence.endless') : <TimeText atMs={untilMs} nowMs={nowMs} />}
        {endedAtMs !== null && ` (${at('silence.endedEarly')})`}
      </span>
    </div>
  );
}
