import { useScene } from '../../../../app/scene';
import { HistoryNotes } from '../../../../charts/HistoryNotes';
import { rangeText } from '../../../../charts/rangeText';
import { useFigures } from '../../../../charts/useHistory';
import type { History, HistoryFigure } from '../../../../contract/history';
import { Foreign } from '../../../../kit/Foreign';
import { usePanel } from '../../../../panels/panel';
import { formatNumber, formatPercent } from '../../../../text/format';
import { t } from '../../../../text/text';
import { type Availability, availabilityOf } from '../../model/availability';
import { numberIn } from '../../model/options';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';

const asked: readonly HistoryFigure[] = ['cpuUsage'];
const kinds = ['live', 'degraded', 'down', 'unseen'] as const;

/** How much of a time each daemon could be reached, of the time that was watched, and how much that was. */
export function AvailabilityView({ options, shown }: WidgetViewProps) {
  const { views } = useScene();
  const days = numberIn(options, 'days', 1, 400, null);
  const range = days === null ? shown.range : ({ kind: 'live', span: `${Math.round(days)}d` } as const);
  const known = useFigures(asked, range);
  const { id, title } = usePanel('availability-title', dt('widget.availability'));
  return (
    <section
      class="card availability"
      aria-labelledby={id}
      aria-busy={known.bySource === null && !known.failure}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
    >
      <h2 id={id} class="card-title">
        {title}
      </h2>
      <HistoryNotes known={{ ...known, bySource: null }} />
      {known.bySource === null && !known.failure && <p class="quiet">{t('charts.loading')}</p>}
      {known.bySource && (
        <ul class="availability-list">
          {views.map(({ name }) => (
            <Daemon key={name} name={name} history={known.bySource?.get(name)} />
          ))}
        </ul>
      )}
      <p class="quiet figures widget-foot">
        {rangeText(range)}
        {' · '}
        {kinds.map((kind) => (
          <span key={kind} class="availability-legend">
            <span class={`availability-part is-${kind}`} aria-hidden="true" /> {dt(`availability.${kind}`)}
          </span>
        ))}
      </p>
    </section>
  );
}

function Daemon({ name, history }: { readonly name: string; readonly history: History | undefined }) {
  const known = history ? availabilityOf(history) : null;
  return (
    <li>
      <span class="availability-name">
        <Foreign text={name} />
      </span>
      <strong class="figures">{formatPercent(known?.percent ?? null)}</strong>
      <span class="quiet figures availability-seen">
        {known?.seenPercent == null
          ? dt('availability.unknown')
          : t('tiles.watched', { percent: formatNumber(Math.floor(known.seenPercent)) })}
      </span>
      {known && <Bar known={known} />}
    </li>
  );
}

const Bar = ({ known }: { readonly known: Availability }) => (
  <span class="availability-bar" aria-hidden="true">
    {kinds.map(
      (kind) =>
        known.shares[kind] > 0 && <span key={kind} class={`is-${kind}`} style={{ width: `${known.shares[kind].toFixed(3)}%` }} />,
    )}
  </span>
);
