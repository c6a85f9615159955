import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import type { ShownRange } from '../../charts/useRange';
import { t } from '../../text/text';

type Charts = typeof import('./Charts').Charts;

let loaded: Charts | null = null;

/** The charts, which are loaded after the first screen. Until then their place is kept, so that nothing moves when they come. */
export function LazyCharts({ shown }: { readonly shown: ShownRange }) {
  const { isConnected } = useScene();
  const [Charts, setCharts] = useState<Charts | null>(() => loaded);
  useEffect(() => {
    if (Charts || !isConnected) {
      return;
    }
    import('./Charts').then(
      (part) => {
        loaded = part.Charts;
        setCharts(() => part.Charts);
      },
      () => {
        // The host cannot be reached: it is tried again with the next connection, which the page waits for anyway.
      },
    );
  }, [Charts, isConnected]);
  return Charts ? <Charts shown={shown} /> : <Places />;
}

const Places = () => (
  <div class="columns columns-even" aria-busy="true">
    {(['cpu', 'memory'] as const).map((figure) => (
      <section key={figure} class="card usage">
        <header class="card-head">
          <h2 id={`usage-${figure}Usage`} class="card-title">
            {t(`charts.${figure}`)}
          </h2>
        </header>
        <div class="usage-box" />
        <p class="usage-spread quiet">{t('charts.loading')}</p>
      </section>
    ))}
  </div>
);
