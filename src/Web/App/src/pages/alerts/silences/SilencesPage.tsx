import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { holdsRole } from '../../../state/roles';
import { AlertsHead } from '../AlertsHead';
import { at } from '../text';
import { SilenceDialog } from './SilenceDialog';
import { SilenceTable } from './SilenceTable';
import { parseSilences, type Silence, silencesPath } from './silence';

const everyMs = 10_000;

/** In which times nobody is told of which problems. */
export function SilencesPage() {
  const { state } = useScene();
  const { value: silences, failure, renew } = useHostData(silencesPath, parseSilences, everyMs);
  const [open, setOpen] = useState<Silence | 'new' | null>(null);
  const changed = () => void renew();
  const mayChange = holdsRole(state.account, 'operator');
  const running = silences?.filter(({ activeUntilMs }) => activeUntilMs !== null) ?? [];
  const coming = silences?.filter(({ activeUntilMs }) => activeUntilMs === null) ?? [];
  const table = { mayChange, isDim: failure !== null, onEdit: setOpen, onChanged: changed };
  return (
    <main class="alerts" aria-busy={!silences && !failure}>
      <AlertsHead tab="silences">
        {mayChange && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => setOpen('new')}>
            {at('silence.add')}
          </button>
        )}
      </AlertsHead>
      <HostFailureNote failure={failure} isOfShown={silences !== null} />
      {silences === null && failure === null && <ListSkeleton />}
      {silences?.length === 0 && (
        <section class="card empty">
          <h3>{at('silence.none')}</h3>
          <p>{at('silence.noneHint')}</p>
        </section>
      )}
      {running.length > 0 && <SilenceTable title={at('silence.running')} silences={running} {...table} />}
      {coming.length > 0 && <SilenceTable title={at('silence.coming')} silences={coming} {...table} />}
      {open !== null && (
        <SilenceDialog silence={open === 'new' ? undefined : open} onDone={changed} onClose={() => setOpen(null)} />
      )}
    </main>
  );
}
