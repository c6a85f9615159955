import { formatRoute, type Route } from '../../app/route';
import { trustIcons } from '../../app/trust';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { Kept } from '../../kit/Kept';
import { MiddleCut } from '../../kit/MiddleCut';
import { Sparkline } from '../../kit/Sparkline';
import type { SeverityCounts } from '../../state/standing';
import { formatAge, formatCount, formatDuration, formatNumber, formatPercent } from '../../text/format';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import type { FleetModel } from './fleetModel';

interface Props {
  readonly model: FleetModel;
  /** Of its newest news; null if it was never heard. */
  readonly ageMs: number | null;
  /** Its place in the whole table, from 0. */
  readonly place: number;
  readonly isTabStop: boolean;
  /** What the page shows: a link to the daemon keeps the rest of it. */
  readonly route: Route;
  /** Zone and language: what a text is written by. */
  readonly locale: string;
}

/** One daemon. Its cells are drawn again only when one of them changed; its age with every drawing. */
export function FleetRow({ model, ageMs, place, isTabStop, route, locale }: Props) {
  const isFresh = model.trust === 'live' || model.trust === 'degraded';
  const age = ageMs === null ? t('common.notAvailable') : isFresh ? formatAge(ageMs) : formatDuration(ageMs);
  return (
    <tr
      class={`fleet-row fleet-${model.tone} ${model.isDim ? 'is-dim' : ''}`}
      data-row={place}
      tabIndex={isTabStop ? 0 : -1}
      // The head is the first.
      aria-rowindex={place + 2}
    >
      <Kept inputs={[...Object.values(model), route, locale]} draw={() => <Cells model={model} route={route} />} />
      <td class={`fleet-age figures ${isFresh ? 'quiet' : 'is-old'}`}>{age}</td>
      <td class="fleet-version quiet">{model.version !== null && <Foreign text={model.version} />}</td>
    </tr>
  );
}

function Cells({ model, route }: Pick<Props, 'model' | 'route'>) {
  const { name, trust, words, counts, running, isStatsDim, isRunsDim } = model;
  const href = formatRoute({ ...route, source: name, run: null });
  return (
    <>
      <td class="fleet-state">
        <span class={`fleet-mark state-${trust}`}>
          <Icon name={trustIcons[trust]} />
          {t(`state.${trust}`)}
        </span>
      </td>
      <th scope="row" class="fleet-name">
        <a class="fleet-link" href={href} tabIndex={-1} title={isolated(name)}>
          <MiddleCut text={name} />
        </a>
      </th>
      <td class="fleet-words" title={words}>
        {words}
      </td>
      <td class="fleet-problems figures">
        <Counts counts={counts} />
      </td>
      <td class={`fleet-runs figures ${isRunsDim ? 'is-dim' : ''}`}>
        <Outcomes model={model} />
      </td>
      <td class={`fleet-running figures ${isRunsDim ? 'is-dim' : ''}`}>
        {formatCount(running)}
        <span class="fleet-unit">{` ${t('fleet.runningUnit')}`}</span>
      </td>
      <Usage title={t('charts.cpu')} percent={model.cpu} tone={model.cpuTone} course={model.cpuCourse} isDim={isStatsDim} />
      <Usage
        title={t('charts.memory')}
        percent={model.memory}
        tone={model.memoryTone}
        course={model.memoryCourse}
        isDim={isStatsDim}
      />
    </>
  );
}

/** How many problems of each severity; a dash for none. */
function Counts({ counts }: { readonly counts: SeverityCounts | null }) {
  if (counts === null) {
    return <span class="quiet">{t('common.notAvailable')}</span>;
  }
  const severities = (['critical', 'warning', 'info'] as const).filter((severity) => counts[severity] > 0);
  if (severities.length > 0) {
    return (
      <span class="fleet-counts">
        {severities.map((severity) => (
          <Count key={severity} severity={severity} count={counts[severity]} />
        ))}
      </span>
    );
  }
  return (
    <span class="quiet">
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{t('fleet.none')}</span>
    </span>
  );
}

function Count({ severity, count }: { readonly severity: keyof SeverityCounts; readonly count: number }) {
  const words = t(`fleet.${severity}`, { count });
  return (
    <span class={`fleet-count is-${severity}`} title={words}>
      <Icon name={severity === 'critical' ? 'down' : 'warn'} label={words} />
      <span aria-hidden="true">{formatNumber(count)}</span>
    </span>
  );
}

/** How many of the runs of 24 h failed, and how much of these was watched if not all. */
function Outcomes({ model: { failed, ended, seenPercent } }: { readonly model: FleetModel }) {
  if (failed === null || ended === null) {
    return <>{t('common.notAvailable')}</>;
  }
  return (
    <>
      <span class={failed > 0 ? 'fleet-failed' : ''}>{formatNumber(failed)}</span>
      <span class="quiet">{` / ${formatNumber(ended)}`}</span>
      <span class="fleet-unit">{` ${t('fleet.failedUnit')}`}</span>
      {seenPercent !== null && seenPercent < 100 && (
        <span class="fleet-seen quiet" title={t('tiles.watchedHint')}>
          {` · ${formatNumber(seenPercent)} %`}
          <span class="fleet-unit">{` ${t('fleet.watched')}`}</span>
        </span>
      )}
    </>
  );
}

interface UsageProps {
  readonly title: string;
  readonly percent: number | null;
  readonly tone: 'bad' | 'warn' | null;
  readonly course: readonly (number | null)[] | null;
  readonly isDim: boolean;
}

const empty: readonly (number | null)[] = [null, null];

function Usage({ title, percent, tone, course, isDim }: UsageProps) {
  return (
    <td class={`fleet-usage figures ${tone && !isDim ? `tone-${tone}` : ''} ${isDim ? 'is-dim' : ''}`}>
      <span class="fleet-course">
        <span class="fleet-unit">{`${title} `}</span>
        <span class="fleet-percent">{formatPercent(percent)}</span>
        <Sparkline values={course ?? empty} most={100} />
      </span>
    </td>
  );
}
