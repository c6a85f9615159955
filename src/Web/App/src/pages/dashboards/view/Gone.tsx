import { PageLink } from '../../../app/PageLink';
import { dashboardsPath, homePath } from '../../../app/page';
import { Icon } from '../../../kit/Icon';
import { dt } from '../text';

/** There is no such dashboard, or it is not for this person: the host answers both alike. */
export const Gone = () => (
  <section class="card empty" role="alert">
    <Icon name="unknown" />
    <h2>{dt('view.gone')}</h2>
    <p>{dt('view.goneText')}</p>
    <p class="empty-ways">
      <PageLink path={dashboardsPath} kind="btn btn-sm btn-primary">
        {dt('view.toList')}
      </PageLink>
      <PageLink path={homePath} kind="btn btn-sm btn-outline-secondary">
        {dt('view.live')}
      </PageLink>
    </p>
  </section>
);
