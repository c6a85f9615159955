import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { PageLink } from '../../app/PageLink';
import { channelsPath as channelsPage } from '../../app/page';
import { useScene } from '../../app/scene';
import { useHostData } from '../../app/useHostData';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { ListTable } from '../../kit/ListTable';
import { holdsRole } from '../../state/roles';
import { parseTitles, titlesPath } from './dashboards';
import { ScheduleDialog } from './ScheduleDialog';
import { ScheduleRow } from './ScheduleRow';
import { channelsPath, parseChannels, parseSchedules, type Schedule, schedulesPath } from './schedule';
import { rt } from './text';

const everyMs = 5_000;
const seldomMs = 60_000;
const columns = ['report', 'when', 'next', 'last'] as const;

/** Reports that are made at their times: one's own, and all of them for administrators. */
export function ReportsPage() {
  const { value: schedules, failure, renew } = useHostData(schedulesPath, parseSchedules, everyMs);
  const { value: channels } = useHostData(channelsPath, parseChannels, seldomMs);
  const { value: dashboards } = useHostData(titlesPath, parseTitles, seldomMs);
  const { state } = useScene();
  const isWithoutChannels = channels?.length === 0;
  const [open, setOpen] = useState<Schedule | 'new' | null>(null);
  const changed = () => void renew();
  return (
    <main class="reports" aria-busy={!schedules && !failure}>
      <header class="list-head">
        <h2>{rt('reports.title')}</h2>
        {channels && channels.length > 0 && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => setOpen('new')}>
            {rt('reports.add')}
          </button>
        )}
      </header>
      <p class="list-hint">{rt('reports.hint')}</p>
      <HostFailureNote failure={failure} isOfShown={schedules !== null} />
      {schedules === null && failure === null && <ListSkeleton />}
      {schedules?.length === 0 && (
        <section class="card empty">
          <h3>{rt('reports.none')}</h3>
          <p>{rt(isWithoutChannels ? 'reports.noChannels' : 'reports.noneHint')}</p>
          {isWithoutChannels && holdsRole(state.account, 'admin') && (
            <p class="empty-ways">
              <PageLink path={channelsPage} kind="btn btn-sm btn-outline-secondary">
                {rt('reports.toChannels')}
              </PageLink>
            </p>
          )}
        </section>
      )}
      {schedules && schedules.length > 0 && (
        <section class={`card ${failure ? 'is-dim' : ''}`}>
          <ListTable columns={columns.map((column) => rt(`reports.${column}`))} actions={rt('reports.actions')}>
            {schedules.map((schedule) => (
              <ScheduleRow
                key={schedule.id}
                schedule={schedule}
                dashboards={dashboards}
                onEdit={() => setOpen(schedule)}
                onChanged={changed}
              />
            ))}
          </ListTable>
        </section>
      )}
      {open !== null && (
        <ScheduleDialog
          schedule={open === 'new' ? undefined : open}
          channels={channels ?? []}
          dashboards={dashboards ?? new Map()}
          onDone={changed}
          onClose={() => setOpen(null)}
        />
      )}
    </main>
  );
}
