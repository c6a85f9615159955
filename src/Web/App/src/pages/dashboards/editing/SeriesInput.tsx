import { Icon } from '../../../kit/Icon';
import { figures, mostSeries } from '../model/figures';
import { dt } from '../text';
import { et } from './text';
import type { Typed } from './typed';

interface Props {
  readonly series: Typed['series'];
  onChange(series: Typed['series']): void;
}

const mostOfPattern = 200;

/** The lines of a chart: which figure, of which daemons. */
export function SeriesInput({ series, onChange }: Props) {
  const shown = series.length > 0 ? series : [{ figure: 'cpuUsage', source: '*' }];
  const changeAt = (place: number, change: Partial<Typed['series'][number]>) =>
    onChange(shown.map((one, other) => (other === place ? { ...one, ...change } : one)));
  return (
    <fieldset class="field series-fields">
      <legend class="form-label">{et('option.series')}</legend>
      {shown.map(({ figure, source }, place) => (
        // Nothing but its place tells two lines apart.
        <div key={place} class="series-row">
          <select
            class="form-select"
            aria-label={et('options.seriesFigure', { number: place + 1 })}
            value={figure}
            onChange={({ currentTarget }) => changeAt(place, { figure: currentTarget.value })}
          >
            {figures.map((one) => (
              <option key={one} value={one}>
                {dt(`figure.${one}`)}
              </option>
            ))}
          </select>
          <input
            type="text"
            class="form-control"
            aria-label={et('options.seriesSource', { number: place + 1 })}
            value={source}
            maxLength={mostOfPattern}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => changeAt(place, { source: currentTarget.value })}
          />
          {shown.length > 1 && (
            <button
              type="button"
              class="icon-button"
              title={et('options.removeSeries', { number: place + 1 })}
              onClick={() => onChange(shown.filter((_, other) => other !== place))}
            >
              <Icon name="close" label={et('options.removeSeries', { number: place + 1 })} />
            </button>
          )}
        </div>
      ))}
      {shown.length < mostSeries && (
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary"
          onClick={() => onChange([...shown, { figure: 'cpuUsage', source: '*' }])}
        >
          {et('options.addSeries')}
        </button>
      )}
    </fieldset>
  );
}
