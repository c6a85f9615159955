import { useScene } from '../../../../app/scene';
import { usePanel } from '../../../../panels/panel';
import { formatLocale } from '../../../../text/text';
import { flagIn, nameIn } from '../../model/options';
import { zoneName } from '../../model/zone';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';

/** The time by the hub's clock, in a zone of the widget's own or in that of the page. */
export function ClockView({ options }: WidgetViewProps) {
  const { nowMs, preferences } = useScene();
  const wanted = nameIn(options, 'zone');
  const zone = wanted === null ? (preferences.zone === 'utc' ? 'UTC' : undefined) : zoneName(wanted);
  const { id, title } = usePanel('clock-title', zone ?? dt('clock.local'));
  if (zone === null) {
    return (
      <section class="card clock" aria-label={dt('widget.clock')}>
        <p class="quiet">{dt('clock.unknownZone', { zone: wanted ?? '' })}</p>
      </section>
    );
  }
  const of = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatLocale(), { ...format, ...(zone ? { timeZone: zone } : {}) }).format(nowMs);
  const seconds = flagIn(options, 'seconds', true) ? ({ second: '2-digit' } as const) : {};
  return (
    <section class="card clock" aria-labelledby={id}>
      <h2 id={id} class="tile-title">
        {title}
      </h2>
      <p class="clock-time figures">
        <time dateTime={new Date(nowMs).toISOString()}>
          {of({ hour: '2-digit', minute: '2-digit', ...seconds, hourCycle: 'h23' })}
        </time>
      </p>
      <p class="quiet clock-day">{of({ weekday: 'long', day: 'numeric', month: 'long' })}</p>
    </section>
  );
}
