import { hostFailureText } from '../../../app/hostFailureText';
import { PageLink } from '../../../app/PageLink';
import { dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { Icon } from '../../../kit/Icon';
import { SteadyButton } from '../../../kit/SteadyButton';
import { createDashboard } from '../model/api';
import { copyOf } from '../model/copy';
import type { Dashboard } from '../model/document';
import { et } from './text';

/** Somebody may look at a dashboard and not change it; a copy is their own. */
export function NotAllowed({ dashboard }: { readonly dashboard: Dashboard }) {
  const { actions } = useScene();
  const { isBusy, run } = useHostAction();
  const copy = () =>
    run(
      async () => {
        const answer = await createDashboard(copyOf(dashboard));
        if (answer.kind !== 'done') {
          actions.say(hostFailureText(answer), 'failed');
        }
        return answer;
      },
      ({ id }) => actions.navigate({ path: dashboardPath(id) }),
    );
  return (
    <section class="card empty" role="alert">
      <Icon name="key" />
      <h2>{dashboard.title}</h2>
      <p>{et('edit.forbidden')}</p>
      <p class="empty-ways">
        <SteadyButton kind="btn-primary" isOff={isBusy} onPress={copy}>
          {et('edit.copyInstead')}
        </SteadyButton>
        <PageLink path={dashboardPath(dashboard.id)} kind="btn btn-sm btn-outline-secondary">
          {et('edit.done')}
        </PageLink>
      </p>
    </section>
  );
}
