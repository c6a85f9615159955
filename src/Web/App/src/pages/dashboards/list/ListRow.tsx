import { hostFailureText } from '../../../app/hostFailureText';
import { PageLink } from '../../../app/PageLink';
import { dashboardEditPath, dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { AskFirst } from '../../../kit/AskFirst';
import { Foreign } from '../../../kit/Foreign';
import { SteadyButton } from '../../../kit/SteadyButton';
import { TimeText } from '../../../kit/TimeText';
import { formatNumber } from '../../../text/format';
import { createDashboard, deleteDashboard, fetchDashboard, isNewer, type Listed } from '../model/api';
import { copyOf } from '../model/copy';
import { lt } from './text';

interface Props {
  readonly dashboard: Listed;
  readonly isHome: boolean;
  readonly mayCopy: boolean;
  onChanged(): void;
}

export function ListRow({ dashboard, isHome, mayCopy, onChanged }: Props) {
  const { nowMs, actions, home } = useScene();
  const { isBusy, run } = useHostAction();
  const { id, title, owner, access, isProvisioned, updatedAtMs, updatedBy } = dashboard;
  const mayEdit = access !== 'view' && !isProvisioned;
  const remove = () =>
    run(
      async () => {
        const answer = await deleteDashboard(dashboard);
        if (answer.kind !== 'done') {
          actions.say(isNewer(answer) ? lt('list.newer') : hostFailureText(answer), 'failed');
          onChanged();
        }
        return answer;
      },
      () => {
        if (home === id) {
          actions.keepHome(null);
        }
        actions.say(lt('list.deleted', { title }));
        onChanged();
      },
    );
  const copy = () =>
    run(
      async () => {
        const found = await fetchDashboard(id);
        const answer = found.kind === 'done' ? await createDashboard(copyOf(found.value)) : found;
        if (answer.kind !== 'done') {
          actions.say(hostFailureText(answer), 'failed');
        }
        return answer;
      },
      (made) => actions.navigate({ path: dashboardPath(made.id) }),
    );
  return (
    <tr>
      <td>
        <div>
          <PageLink path={dashboardPath(id)} kind="list-name">
            <Foreign text={title} />
          </PageLink>
          {isHome && <span class="list-detail">{lt('list.home')}</span>}
          {access !== 'own' && owner !== '' && (
            <span class="list-detail">
              <Foreign text={owner} />
            </span>
          )}
        </div>
      </td>
      <td data-label={lt('list.shared')}>{lt(isProvisioned ? 'list.provisioned' : `list.${dashboard.visibility}`)}</td>
      <td class="figures" data-label={lt('list.widgets')}>
        {formatNumber(dashboard.widgets)}
      </td>
      <td class="figures" data-label={lt('list.changed')}>
        <span>
          {updatedAtMs !== null && <TimeText atMs={updatedAtMs} nowMs={nowMs} />}
          {updatedBy !== null && updatedBy !== '' && <span class="list-detail">{lt('list.by', { who: updatedBy })}</span>}
        </span>
      </td>
      <td class="list-actions">
        <div class="list-buttons">
          {mayEdit && (
            <PageLink path={dashboardEditPath(id)} kind="btn btn-sm btn-outline-secondary">
              {lt('list.arrange')} <span class="visually-hidden">{title}</span>
            </PageLink>
          )}
          {mayCopy && (
            <SteadyButton kind="btn-outline-secondary" label={lt('list.copyOf', { title })} isOff={isBusy} onPress={copy}>
              {lt('list.copy')}
            </SteadyButton>
          )}
          {access === 'own' && !isProvisioned && (
            <AskFirst
              kind="btn-outline-danger"
              label={lt('list.deleteOf', { title })}
              question={lt('list.ask', { title })}
              yes={lt('list.yes')}
              isOff={isBusy}
              onYes={remove}
            >
              {lt('list.delete')}
            </AskFirst>
          )}
        </div>
      </td>
    </tr>
  );
}
