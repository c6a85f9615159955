import { useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import { Icon } from '../kit/Icon';
import { Segments } from '../kit/Segments';
import { type LiveSpan, type Span, spans } from '../state/timeRange';
import { t } from '../text/text';
import { LazyOwnRange } from './LazyOwnRange';
import { rangeText, spanName } from './rangeText';
import type { ShownRange } from './useRange';

type Option = Span | 'own';

const options: readonly Option[] = [...spans, 'own'];

/** Chooses the time that all charts and the timeline show. */
export function RangeControl({ shown }: { readonly shown: ShownRange }) {
  const { route } = useScene();
  const [isOpen, setOpen] = useState(false);
  const { range } = shown;
  if (route.kiosk) {
    return null;
  }
  const choose = (option: LiveSpan | 'own') => {
    setOpen(option === 'own' && !isOpen);
    if (option !== 'own') {
      shown.choose({ kind: 'live', span: option });
    }
  };
  return (
    <section class="range" aria-label={t('charts.range')}>
      <Segments<LiveSpan | 'own'>
        title={t('charts.range')}
        chosen={range.kind === 'live' ? range.span : 'own'}
        options={options}
        name={(option) => (option === 'own' ? t('charts.own') : spanName(option))}
        onChoose={choose}
      />
      {range.kind === 'fixed' && (
        <>
          <span class="range-text figures" aria-live="polite">
            {rangeText(range)}
          </span>
          <button type="button" class="btn btn-sm btn-outline-secondary" onClick={shown.leave}>
            <Icon name="live" /> {t('charts.live')}
          </button>
        </>
      )}
      {isOpen && (
        <LazyOwnRange
          range={range}
          onChoose={(own) => {
            setOpen(false);
            shown.choose(own);
          }}
        />
      )}
    </section>
  );
}
