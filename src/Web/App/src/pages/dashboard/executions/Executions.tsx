import { useMemo, useState } from 'preact/hooks';
import { type Scene, useScene } from '../../../app/scene';
import { usePrinting } from '../../../kit/printing';
import { rowAfterKey } from '../../../kit/rowKeys';
import { confirmedAtMs } from '../../../run/confirmed';
import { countByStatus, named, queried, rowKey, rowsOf, sortedBy, type TableQuery } from '../../../state/table';
import { t } from '../../../text/text';
import { Filters, NothingFound } from './Filters';
import { Head } from './Head';
import { Row } from './Row';
import { useTableQuery } from './useTableQuery';

const shownAtFirst = 25;

/** The runs in view, filtered and sorted. Each opens its drawer. */
export function Executions() {
  const scene = useScene();
  const [query, setQuery] = useTableQuery(scene);
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  const lists = scene.views.map(rowsOf);
  const all = useMemo(() => lists.flat(), lists);
  const counts = useMemo(() => countByStatus(all), [all]);
  const ofName = useMemo(() => named(all, query.text), [all, query.text]);
  const countsOfName = useMemo(() => countByStatus(ofName), [ofName]);
  const tick = query.sort === 'duration' && counts.has('running') ? Math.floor(scene.nowMs / 1000) : 0;
  const found = useMemo(() => queried(all, query, scene.nowMs), [all, query, tick]);
  if (all.length === 0) {
    return null;
  }
  const hasDaemon = scene.views.length > 1;
  const shown = isWhole ? found : found.slice(0, shownAtFirst);
  const sort = (column: TableQuery['sort']) => setQuery(sortedBy(query, column));
  return (
    <section class="card runs" aria-labelledby="runs-title">
      <header class="runs-head">
        <h2 id="runs-title" class="card-title">
          {t('executions.title')}
        </h2>
        {!scene.route.kiosk && (
          <Filters
            query={query}
            counts={countsOfName}
            total={ofName.length}
            statuses={[...counts.keys()]}
            hasDaemon={hasDaemon}
            onQuery={setQuery}
            onSort={sort}
          />
        )}
      </header>
      {found.length === 0 ? (
        <NothingFound onQuery={setQuery} />
      ) : (
        <div class="runs-scroll">
          {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys move between its rows, which makes it a grid. */}
          <table class={`runs-table ${hasDaemon ? 'has-daemon' : ''}`} role="grid" aria-labelledby="runs-title">
            <Head query={query} hasDaemon={hasDaemon} onSort={sort} />
            <Body scene={scene} rows={shown} hasDaemon={hasDaemon} />
          </table>
        </div>
      )}
      {found.length > shownAtFirst && (
        <button type="button" class="btn btn-sm btn-link runs-more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('executions.showFewer') : t('common.showAll', { count: found.length })}
        </button>
      )}
    </section>
  );
}

interface BodyProps {
  readonly scene: Scene;
  readonly rows: ReturnType<typeof queried>;
  readonly hasDaemon: boolean;
}

function Body({ scene, rows, hasDaemon }: BodyProps) {
  const [stop, setStop] = useState<string | null>(null);
  const { route, preferences, actions } = scene;
  const stopKey = rows.some(({ key }) => key === stop) ? stop : rows[0]?.key;
  const openKey = route.run && rowKey(route.run.source, route.run.id);
  const open = (key: string) => {
    const execution = rows.find((row) => row.key === key)?.execution;
    if (execution) {
      actions.navigate({ run: { source: execution.source, id: execution.id } });
    }
  };
  return (
    <tbody
      onClick={(event) => onRow(event, open)}
      onKeyDown={(event) => onKey(event, open)}
      onFocusIn={(event) => setStop(keyOf(event.target) ?? stop)}
    >
      {rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          nowMs={scene.nowMs}
          confirmedAtMs={confirmedAtMs(scene, scene.state.sources.get(row.execution.source), row.execution)}
          hasDaemon={hasDaemon}
          isTabStop={row.key === stopKey}
          isOpen={row.key === openKey}
          route={route}
          locale={`${preferences.zone}/${preferences.language}`}
        />
      ))}
    </tbody>
  );
}

const rowElement = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;

const keyOf = (target: EventTarget | null): string | null => rowElement(target)?.dataset.key ?? null;

function onRow(event: MouseEvent, open: (key: string) => void): void {
  const key = keyOf(event.target);
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  // Selecting text in a row must not open it.
  if (key === null || opensElsewhere || getSelection()?.type === 'Range') {
    return;
  }
  event.preventDefault();
  open(key);
}

function onKey(event: KeyboardEvent, open: (key: string) => void): void {
  const row = rowElement(event.target);
  if (!row?.parentElement || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === 'Enter' && row.dataset.key) {
    event.preventDefault();
    open(row.dataset.key);
    return;
  }
  const siblings = [...row.parentElement.children];
  const to = rowAfterKey(event.key, siblings.indexOf(row), siblings.length);
  if (to !== null) {
    event.preventDefault();
    (siblings[to] as HTMLElement).focus();
  }
}
