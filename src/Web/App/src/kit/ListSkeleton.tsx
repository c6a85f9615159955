import { t } from '../text/text';

/** What stands in the place of a list until it is there. */
export const ListSkeleton = () => (
  <div class="skeleton" aria-busy="true">
    <p class="visually-hidden" role="status">
      {t('common.loading')}
    </p>
    <div class="card skeleton-block skeleton-tall" />
  </div>
);
