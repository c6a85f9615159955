import { t } from '../text/text';

const tiles = ['active', 'success', 'failed', 'late', 'cpu', 'memory'];

/** What stands in the page's place before the first message, in the measures of what will come, so that nothing jumps. */
export function Skeleton() {
  return (
    <div class="skeleton" aria-busy="true">
      <p class="visually-hidden" role="status">
        {t('verdict.loading')}
      </p>
      <div class="verdict skeleton-block" />
      <div class="tiles">
        {tiles.map((tile) => (
          <div key={tile} class="card tile skeleton-block" />
        ))}
      </div>
      <div class="card skeleton-block skeleton-tall" />
    </div>
  );
}
