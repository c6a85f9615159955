import { useMemo, useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { statusIcons } from '../../../app/statusIcons';
import { Icon } from '../../../kit/Icon';
import { Segments } from '../../../kit/Segments';
import { usePhone } from '../../../kit/usePhone';
import { fittingSpan, type SpanMinutes, spanMinutes } from '../../../state/lanes';
import { t } from '../../../text/text';
import { FeedNotes } from '../FeedNotes';
import { LaneDots } from './LaneDots';
import { Lanes } from './Lanes';

const legend = ['success', 'running', 'failed', 'cancelled', 'pending'] as const;

/** What ran when, a lane for each pipeline. */
export function Timeline() {
  const { views, nowMs, route } = useScene();
  const isPhone = usePhone();
  const [chosen, setChosen] = useState<SpanMinutes | null>(null);
  const fitting = useMemo(
    () => fittingSpan(views, nowMs),
    views.map((view) => view.executions),
  );
  const span = chosen ?? fitting;
  const hasRuns = views.some((view) => view.executions.size > 0);
  return (
    <section class="card timeline" aria-labelledby="timeline-title">
      <header class="card-head">
        <h2 id="timeline-title" class="card-title">
          {t(isPhone ? 'timeline.lastRuns' : 'timeline.title')}
        </h2>
        {!isPhone && !route.kiosk && (
          <Segments
            title={t('timeline.span')}
            chosen={span}
            options={spanMinutes}
            name={spanName}
            onChoose={(minutes) => setChosen(minutes)}
          />
        )}
      </header>
      <FeedNotes feed="executions" />
      {!hasRuns && <p class="quiet">{t('timeline.none')}</p>}
      {hasRuns && (isPhone ? <LaneDots views={views} /> : <Lanes views={views} span={span} />)}
      {hasRuns && !isPhone && (
        <ul class="legend">
          {legend.map((status) => (
            <li key={status} class={`lane-${status}`}>
              <span class={`swatch bar-${status}`} />
              <Icon name={statusIcons[status]} /> {t(`status.${status}`)}
            </li>
          ))}
          <li>
            <span class="swatch lane-gap" /> {t('timeline.gap')}
          </li>
          <li>
            <span class="swatch lane-away" /> {t('timeline.away')}
          </li>
        </ul>
      )}
    </section>
  );
}

const spanName = (minutes: SpanMinutes): string => (minutes < 60 ? `${minutes} m` : `${minutes / 60} h`);
