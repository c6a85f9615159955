import { useState } from 'preact/hooks';
import { hostFailureText } from '../../../app/hostFailureText';
import { useScene } from '../../../app/scene';
import { tellHost } from '../../../connection/hostApi';
import { AskFirst } from '../../../kit/AskFirst';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { RowButton } from '../../../kit/RowButton';
import { TimeText } from '../../../kit/TimeText';
import { isolated } from '../../../text/isolated';
import { at } from '../text';
import { type Channel, channelPath } from './channel';
import { isKnown } from './channelKinds';
import { kindName } from './kindName';
import { TestPart } from './TestPart';

interface Props {
  readonly channel: Channel;
  onEdit(): void;
  onLog(): void;
  onChanged(): void;
}

/** A channel: whether it works, and what it answers to a test. */
export function ChannelRow({ channel, onEdit, onLog, onChanged }: Props) {
  const { actions } = useScene();
  const [isDeleting, setDeleting] = useState(false);
  const { id, name, kind } = channel;
  const remove = async () => {
    setDeleting(true);
    const answer = await tellHost(channelPath(id), { method: 'DELETE' });
    setDeleting(false);
    if (answer.kind === 'done') {
      actions.say(at('channels.deleted', { name }));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
    onChanged();
  };
  return (
    <tr>
      <td data-label={at('channels.name')}>
        <span class="list-name">
          <Foreign text={name} />
        </span>
        <Target channel={channel} />
      </td>
      <td data-label={at('channels.kind')}>
        <span>{isKnown(kind) ? kindName(kind) : <Foreign text={kind} />}</span>
      </td>
      <td data-label={at('channels.state')}>
        <State channel={channel} />
      </td>
      <td class="list-actions">
        <div class="list-buttons">
          <TestPart channel={channel} onTested={onChanged} />
          <RowButton text={at('common.edit')} of={name} isOff={!isKnown(kind)} onChoose={onEdit} />
          <RowButton text={at('channels.log')} of={name} onChoose={onLog} />
          <AskFirst
            kind="btn-outline-danger"
            label={`${at('common.delete')}: ${isolated(name)}`}
            question={at('channels.deleteSure')}
            yes={at('common.deleteYes')}
            isOff={isDeleting}
            onYes={() => void remove()}
          >
            {at('common.delete')}
          </AskFirst>
        </div>
      </td>
    </tr>
  );
}

/** Where it leads, as far as that is no secret. */
function Target({ channel: { settings } }: { readonly channel: Channel }) {
  const [first] = Object.values(settings);
  const text = Array.isArray(first) ? first.join(', ') : String(first ?? '');
  return (
    text !== '' && (
      <span class="list-detail">
        <Foreign text={text} />
      </span>
    )
  );
}

function State({ channel: { broken } }: { readonly channel: Channel }) {
  const { nowMs } = useScene();
  if (!broken) {
    return (
      <span class="pill pill-live">
        <Icon name="check" /> {at('channels.works')}
      </span>
    );
  }
  return (
    <span>
      <span class="pill pill-failed">
        <Icon name="down" /> {at('channels.broken')}
      </span>
      <span class="list-detail">
        {at('channels.since')} <TimeText atMs={broken.sinceMs} nowMs={nowMs} />: <Foreign text={broken.reason} />
      </span>
    </span>
  );
}
