import { useEffect, useRef, useState } from 'preact/hooks';
import { type Scene, type Step, useScene } from '../../app/scene';
import { useLastHour } from '../../charts/useHistory';
import { usePrinting } from '../../kit/printing';
import { rowAfterKey } from '../../kit/rowKeys';
import { useWindowed } from '../../kit/useWindowed';
import { evaluationOf } from '../../state/evaluation';
import { type FleetFilter, inState, namedLike, parseFleetFilter, withFleetFilter } from '../../state/fleetFilter';
import { ageMs } from '../../state/freshness';
import { type Standing, standingOf, worstFirst } from '../../state/standing';
import { t } from '../../text/text';
import { usePanel } from '../panel';
import { FleetFilters } from './FleetFilters';
import { FleetRow } from './FleetRow';
import { fleetModel } from './fleetModel';

const columns = ['state', 'name', 'words', 'problems', 'runs', 'running', 'cpu', 'memory', 'age', 'version'] as const;

/** All daemons in a table, the worst first. Each opens its own dashboard. */
export function Fleet() {
  const scene = useScene();
  const { views, nowMs, route, actions } = scene;
  const isEvaluated = scene.isConnected && evaluationOf(scene.state, [], nowMs).kind === 'evaluating';
  const all = worstFirst(views.map((view) => standingOf(view, nowMs, isEvaluated)));
  const filter = parseFleetFilter(route.query);
  const named = namedLike(all, filter.text);
  const shown = inState(named, filter.state);
  const change = (to: FleetFilter, step: Step = 'push') => actions.navigate({ query: withFleetFilter(route.query, to) }, step);
  const { id, title } = usePanel('fleet-title', t('fleet.title'));
  return (
    <section class="card runs fleet" aria-labelledby={id}>
      <header class="runs-head">
        <h2 id={id} class="card-title">
          {title}
        </h2>
        <FleetFilters filter={filter} named={named} all={all} onFilter={change} />
      </header>
      {shown.length === 0 ? (
        <p class="run-none" role="status">
          {t('fleet.noneFound')}{' '}
          <button type="button" class="btn btn-sm btn-link" onClick={() => change({ text: '', state: null })}>
            {t('executions.showEverything')}
          </button>
        </p>
      ) : (
        <FleetTable scene={scene} shown={shown} isEvaluated={isEvaluated} titleId={id} />
      )}
    </section>
  );
}

interface TableProps {
  readonly scene: Scene;
  readonly shown: readonly Standing[];
  readonly isEvaluated: boolean;
  readonly titleId: string;
}

function FleetTable({ scene, shown, isEvaluated, titleId }: TableProps) {
  const { nowMs, route, preferences, actions } = scene;
  const box = useRef<HTMLDivElement>(null);
  const past = useLastHour().bySource;
  const windowed = useWindowed(box, shown.length, usePrinting());
  const keys = useRowKeys(box, shown, windowed.rowPx, (source) => actions.navigate({ source, run: null }));
  return (
    <div ref={box} class="runs-scroll fleet-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys move between its rows, which makes it a grid. */}
      <table class="fleet-table" role="grid" aria-labelledby={titleId} aria-rowcount={shown.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col" class={`fleet-${column}`}>
                {t(`fleet.column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...keys.events}>
          <Space px={windowed.beforePx} />
          {shown.slice(windowed.from, windowed.to).map((standing, index) => (
            <FleetRow
              key={standing.view.name}
              model={fleetModel(scene, standing, past?.get(standing.view.name), isEvaluated)}
              ageMs={ageMs(standing.view, nowMs)}
              place={windowed.from + index}
              isTabStop={standing.view.name === keys.stop}
              route={route}
              locale={`${preferences.zone}/${preferences.language}`}
            />
          ))}
          <Space px={windowed.afterPx} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are not drawn. */
const Space = ({ px }: { readonly px: number }) =>
  px > 0 && (
    <tr class="fleet-space">
      <td colSpan={columns.length} style={{ height: `${px}px` }} />
    </tr>
  );

/** The place in the table of the row that something is in; null if it is in none. */
function placeOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-row]') : null;
  return row ? Number(row.dataset.row) : null;
}

/** One stop of the tab key; the arrow keys move between rows, drawn or not, and Enter opens one. */
function useRowKeys(
  box: { readonly current: HTMLElement | null },
  shown: readonly Standing[],
  rowPx: number,
  open: (source: string) => void,
) {
  const [chosen, setChosen] = useState<string | null>(null);
  /** The row that the focus goes to as soon as it is drawn. */
  const wanted = useRef<number | null>(null);
  const names = shown.map(({ view }) => view.name);
  const stop = chosen !== null && names.includes(chosen) ? chosen : (names[0] ?? null);
  useEffect(() => {
    const row = wanted.current === null ? null : box.current?.querySelector<HTMLElement>(`tr[data-row="${wanted.current}"]`);
    if (row) {
      wanted.current = null;
      row.focus();
    }
  });
  const nameOf = (target: EventTarget | null) => names[placeOf(target) ?? -1] ?? null;
  const onClick = (event: MouseEvent) => {
    const name = nameOf(event.target);
    const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    // Selecting text in a row must not open it.
    if (name !== null && !opensElsewhere && getSelection()?.type !== 'Range') {
      event.preventDefault();
      open(name);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (place === null || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const name = names[place];
    if (event.key === 'Enter' && name !== undefined) {
      event.preventDefault();
      open(name);
      return;
    }
    const to = rowAfterKey(event.key, place, names.length);
    if (to !== null) {
      event.preventDefault();
      wanted.current = to;
      setChosen(names[to] ?? null);
      bringInSight(box.current, to, rowPx);
    }
  };
  return { stop, events: { onClick, onKeyDown, onFocusIn: (event: FocusEvent) => setChosen(nameOf(event.target) ?? chosen) } };
}

/** Scrolls a row into sight that may not be drawn yet. */
function bringInSight(box: HTMLElement | null, place: number, rowPx: number): void {
  if (!box) {
    return;
  }
  const top = place * rowPx;
  const head = box.querySelector('thead')?.clientHeight ?? 0;
  if (top < box.scrollTop) {
    box.scrollTop = top;
  } else if (top + rowPx + head > box.scrollTop + box.clientHeight) {
    box.scrollTop = top + rowPx + head - box.clientHeight;
  }
}
