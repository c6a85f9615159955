import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useDialog } from '../../../app/useDialog';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { holdsRole } from '../../../state/roles';
import { t } from '../../../text/text';
import { AlertsHead } from '../AlertsHead';
import { at } from '../text';
import { SilenceDialog } from './SilenceDialog';
import { SilenceTable } from './SilenceTable';
import { allSilencesPath, parseSilences, type Silence, type SilenceState, stateOf } from './silence';

const everyMs = 10_000;
/** How many of those that are over. */
const shownAtFirst = 10;

/** In which times nobody is told of which problems. */
export function SilencesPage() {
  const { state, nowMs } = useScene();
  const { value: silences, failure, renew } = useHostData(allSilencesPath, parseSilences, everyMs);
  const { kind, id, open, close } = useDialog('new', 'edit');
  const [isWhole, setWhole] = useState(false);
  const changed = () => void renew();
  const mayChange = holdsRole(state.account, 'operator');
  const chosen = silences?.find((silence) => silence.id === id);
  const of = (wanted: SilenceState) => silences?.filter((silence) => stateOf(silence, nowMs) === wanted) ?? [];
  const [running, coming, past] = [of('running'), of('coming'), of('past')];
  const table = {
    mayChange,
    isDim: failure !== null,
    onEdit: (silence: Silence) => open('edit', silence.id),
    onChanged: changed,
  };
  return (
    <main class="alerts" aria-busy={!silences && !failure}>
      <AlertsHead tab="silences">
        {mayChange && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => open('new')}>
            {at('silence.add')}
          </button>
        )}
      </AlertsHead>
      <HostFailureNote failure={failure} isOfShown={silences !== null} />
      {silences === null && failure === null && <ListSkeleton />}
      {silences && running.length + coming.length === 0 && (
        <section class="card empty">
          <h3>{at('silence.none')}</h3>
          <p>{at('silence.noneHint')}</p>
        </section>
      )}
      {running.length > 0 && <SilenceTable title={at('silence.running')} silences={running} {...table} />}
      {coming.length > 0 && <SilenceTable title={at('silence.coming')} silences={coming} {...table} />}
      {past.length > 0 && (
        <SilenceTable
          title={at('silence.past')}
          silences={isWhole ? past : past.slice(0, shownAtFirst)}
          {...table}
          mayChange={false}
        />
      )}
      {past.length > shownAtFirst && !isWhole && (
        <button type="button" class="btn btn-sm btn-link" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: past.length })}
        </button>
      )}
      {mayChange && (kind === 'new' || (kind === 'edit' && chosen && stateOf(chosen, nowMs) !== 'past')) && (
        <SilenceDialog silence={chosen} onDone={changed} onClose={close} />
      )}
    </main>
  );
}
