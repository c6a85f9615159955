import { ExportMenu } from '../../../app/export/ExportMenu';
import { PageLink } from '../../../app/PageLink';
import { dashboardEditPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { RangeControl } from '../../../charts/RangeControl';
import { Choice } from '../../../kit/Choice';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import type { Dashboard } from '../model/document';
import { pdfQuery } from '../model/pdf';
import { dt } from '../text';
import { Grid } from './Grid';
import { MoreMenu } from './MoreMenu';
import { useShown } from './useShown';

interface Props {
  readonly dashboard: Dashboard;
  onChanged(): void;
}

/** A dashboard to look at, with the time and the daemons that it shows. */
export function Shown({ dashboard, onChanged }: Props) {
  const { route, nowMs } = useScene();
  const shown = useShown(dashboard);
  const mayEdit = dashboard.access !== 'view' && !dashboard.isProvisioned;
  return (
    <>
      <header class="own-head">
        <div class="own-title">
          <h2>
            <Foreign text={dashboard.title} />
          </h2>
          <Origin dashboard={dashboard} />
        </div>
        <div class="own-tools">
          <SourceChoice />
          {mayEdit && (
            <PageLink path={dashboardEditPath(dashboard.id)} kind="btn btn-sm btn-outline-primary own-arrange">
              {dt('view.arrange')}
            </PageLink>
          )}
          <ExportMenu
            table="dashboard"
            place={`dashboards/${encodeURIComponent(dashboard.id)}`}
            formats={['pdf']}
            query={() => pdfQuery(route, nowMs)}
          />
          <MoreMenu dashboard={dashboard} onChanged={onChanged} />
        </div>
      </header>
      <RangeControl shown={shown} />
      {dashboard.widgets.length === 0 ? (
        <section class="card empty">
          <Icon name="dashboard" />
          <h3>{dt('view.empty')}</h3>
          <p>{dt(mayEdit ? 'view.emptyText' : 'view.emptyView')}</p>
        </section>
      ) : (
        <Grid widgets={dashboard.widgets} shown={shown} />
      )}
    </>
  );
}

/** Whose it is, if it is somebody else's or comes from a file. */
function Origin({ dashboard: { owner, access, isProvisioned, path } }: { readonly dashboard: Dashboard }) {
  if (isProvisioned) {
    return <p class="quiet own-origin">{path === null ? dt('view.provisionedUnknown') : dt('view.provisioned', { path })}</p>;
  }
  return access === 'own' || owner === '' ? null : <p class="quiet own-origin">{dt('view.of', { owner })}</p>;
}

/** Narrows all widgets to one daemon; it stands in the address. */
function SourceChoice() {
  const { state, route, actions } = useScene();
  const names = [...state.sources.keys()];
  return names.length < 2 && route.source === null ? null : (
    <Choice
      label={dt('view.daemon')}
      chosen={route.source ?? ''}
      options={[
        ['', t('common.allDaemons')],
        ...[...new Set([...names, ...(route.source === null ? [] : [route.source])])].map(
          (name) => [name, isolated(name)] as const,
        ),
      ]}
      onChoose={(value) => actions.navigate({ source: value || null })}
    />
  );
}
