import { hostFailureText } from '../../../app/hostFailureText';
import { useScene } from '../../../app/scene';
import { tellHost } from '../../../connection/hostApi';
import { AskFirst } from '../../../kit/AskFirst';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { RowButton } from '../../../kit/RowButton';
import { isolated } from '../../../text/isolated';
import type { Channel } from '../channels/channel';
import { MatchText } from '../MatchText';
import { at } from '../text';
import { weeklyText } from '../weekly';
import { type AlertRoute, routePath } from './alertRoute';

interface Props {
  readonly route: AlertRoute;
  /** All of them, for the name of the one that it escalates to. */
  readonly routes: readonly AlertRoute[];
  readonly channels: readonly Channel[];
  onEdit(): void;
  onChanged(): void;
}

export function RouteRow({ route, routes, channels, onEdit, onChanged }: Props) {
  const { actions } = useScene();
  const { id, name } = route;
  const remove = async () => {
    const answer = await tellHost(routePath(id), { method: 'DELETE' });
    if (answer.kind === 'done') {
      actions.say(at('routes.deleted', { name }));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
    onChanged();
  };
  return (
    <tr>
      <td data-label={at('routes.name')}>
        <span class="list-name">
          <Foreign text={name} />
        </span>
      </td>
      <td data-label={at('routes.concerned')}>
        <MatchText match={route.match} />
      </td>
      <td data-label={at('routes.channels')}>
        <Told route={route} channels={channels} />
      </td>
      <td data-label={at('routes.when')}>
        <When route={route} routes={routes} />
      </td>
      <td class="list-actions">
        <span class="list-buttons">
          <RowButton text={at('common.edit')} of={name} onChoose={onEdit} />
          <AskFirst
            kind="btn-outline-danger"
            label={`${at('common.delete')}: ${isolated(name)}`}
            question={at('routes.deleteSure')}
            yes={at('common.deleteYes')}
            isOff={false}
            onYes={() => void remove()}
          >
            {at('common.delete')}
          </AskFirst>
        </span>
      </td>
    </tr>
  );
}

/** The channels that it tells, with those marked that refuse messages. */
function Told({ route, channels }: Pick<Props, 'route' | 'channels'>) {
  return (
    <ul class="match-text">
      {route.channels.map((id) => {
        const channel = channels.find((one) => one.id === id);
        return (
          <li key={id}>
            {channel ? <Foreign text={channel.name} /> : <span class="quiet">{at('delivery.deleted')}</span>}
            {channel?.broken && (
              <span class="pill pill-failed">
                <Icon name="down" /> {at('channels.broken')}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function When({ route, routes }: Pick<Props, 'route' | 'routes'>) {
  const { reminderHours, escalateTo, escalateAfterMinutes, weekly, zone } = route;
  const next = routes.find((one) => one.id === escalateTo);
  return (
    <div class="figures">
      {weekly.length === 0 ? at('routes.always') : weekly.map(weeklyText).join('; ')}
      {zone !== null && (
        <span class="list-detail">
          <Foreign text={zone} />
        </span>
      )}
      <span class="list-detail">
        {reminderHours > 0 ? at('routes.reminderText', { count: reminderHours }) : at('routes.noReminder')}
      </span>
      {next && (
        <span class="list-detail">{at('routes.escalationText', { name: next.name, count: escalateAfterMinutes ?? 0 })}</span>
      )}
    </div>
  );
}
