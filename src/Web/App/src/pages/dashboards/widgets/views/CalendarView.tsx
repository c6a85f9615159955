import { HistoryFailureNote } from '../../../../app/HistoryFailureNote';
import { useScene } from '../../../../app/scene';
import { OutcomeCalendar } from '../../../../panels/OutcomeCalendar';
import { usePanel } from '../../../../panels/panel';
import { numberIn } from '../../model/options';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';
import { mostPipelines, usePipelineDays } from './usePipelineDays';

/** How the runs of each day ended, of all pipelines that the widget is about. */
export function CalendarView({ options, shown }: WidgetViewProps) {
  const { views, nowMs } = useScene();
  const { id, title } = usePanel('outcome-title', dt('widget.calendar'));
  const pipelines = views.flatMap(({ name, pipelines: { values } }) =>
    [...values.keys()].map((one) => ({ source: name, id: one })),
  );
  const { days, failure, retry } = usePipelineDays(pipelines.slice(0, mostPipelines));
  if (failure === null && days !== null) {
    return (
      <div class="widget-stack">
        <OutcomeCalendar
          days={days}
          nowMs={nowMs}
          count={Math.round(numberIn(options, 'days', 7, 400, 90))}
          onDay={shown.choose}
        />
        {pipelines.length > mostPipelines && (
          <p class="quiet widget-missing">{dt('calendar.cut', { count: mostPipelines, total: pipelines.length })}</p>
        )}
      </div>
    );
  }
  return (
    <section class="card outcome" aria-labelledby={id} aria-busy={failure === null}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      {failure ? (
        <HistoryFailureNote failure={failure} onRetry={retry} />
      ) : (
        <p class="quiet">{dt(pipelines.length > 0 ? 'view.loading' : 'missing.noPipelines')}</p>
      )}
    </section>
  );
}
