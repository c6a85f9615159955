import { formatRoute, type Route } from '../../../app/route';
import { Foreign } from '../../../kit/Foreign';
import { Kept, quarterHourOf } from '../../../kit/Kept';
import { TimeText } from '../../../kit/TimeText';
import { StatusMark } from '../../../run/StatusMark';
import { triggerText } from '../../../run/triggerText';
import { paceOf } from '../../../state/pace';
import type { ExecutionRow } from '../../../state/table';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import { ProgressCells } from './ProgressCells';
import { RunningCells } from './RunningCells';

interface Props {
  readonly row: ExecutionRow;
  readonly nowMs: number;
  /** Until when it is known to be so; null if it is confirmed now. */
  readonly confirmedAtMs: number | null;
  readonly hasDaemon: boolean;
  readonly isTabStop: boolean;
  readonly isOpen: boolean;
  /** What the page shows: a link to the row's run keeps the rest of it. */
  readonly route: Route;
  /** Zone and language: what a text is written by. */
  readonly locale: string;
}

/** One run. Drawn when it changes, and every quarter of an hour because the day may have changed. The progress of a running one is drawn every second. */
export function Row({ row, nowMs, confirmedAtMs, hasDaemon, isTabStop, isOpen, route, locale }: Props) {
  const isDim = confirmedAtMs !== null;
  const draw = () => (
    <tr
      class={`run-row ${isDim ? 'is-dim' : ''} ${isOpen ? 'is-open' : ''}`}
      data-key={row.key}
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={isOpen}
    >
      <Cells row={row} nowMs={nowMs} confirmedAtMs={confirmedAtMs} hasDaemon={hasDaemon} route={route} locale={locale} />
    </tr>
  );
  return <Kept inputs={[row, quarterHourOf(nowMs), isDim, hasDaemon, isTabStop, isOpen, route, locale]} draw={draw} />;
}

type CellsProps = Pick<Props, 'row' | 'nowMs' | 'confirmedAtMs' | 'hasDaemon' | 'route' | 'locale'>;

function Cells({ row, nowMs, confirmedAtMs, hasDaemon, route, locale }: CellsProps) {
  const { execution, usualMs, late } = row;
  const href = formatRoute({ ...route, run: { source: execution.source, id: execution.id } });
  return (
    <>
      <td class="col-status">
        <StatusMark status={execution.status} late={late} />
      </td>
      <td class="col-pipeline">
        <span class="run-name">
          <a class="run-link" href={href} tabIndex={-1} title={isolated(execution.pipelineName)}>
            <Foreign text={execution.pipelineName} />
          </a>
          {execution.metadata.get('sample') === 'true' && (
            <span class="sample-mark" title={t('common.sampleHint')}>
              {t('common.sample')}
            </span>
          )}
        </span>
      </td>
      {hasDaemon && (
        <td class="col-daemon">
          <Foreign text={execution.source} />
        </td>
      )}
      <td class="col-start figures">
        {execution.startedAtMs === null ? t('common.notAvailable') : <TimeText atMs={execution.startedAtMs} nowMs={nowMs} />}
      </td>
      {execution.status === 'running' ? (
        <RunningCells row={row} locale={locale} />
      ) : (
        <ProgressCells execution={execution} pace={paceOf(execution, usualMs, nowMs, confirmedAtMs)} late={late} />
      )}
      <td class="col-trigger" title={isolated(triggerText(execution))}>
        <Foreign text={triggerText(execution)} />
      </td>
    </>
  );
}
