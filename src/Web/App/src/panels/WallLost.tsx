import { lossOf } from '../app/lossOf';
import { useScene } from '../app/scene';
import { Icon } from '../kit/Icon';
import { TimeText } from '../kit/TimeText';
import { t } from '../text/text';

/** Nothing comes any more: what a wall shows is not how it is now. */
export function WallLost({ sinceMs }: { readonly sinceMs: number }) {
  const { nowMs, state } = useScene();
  const { connection } = state;
  const isLost = connection.kind === 'waiting' || connection.kind === 'retrying';
  return (
    <section class="verdict wall-lost" role="alert">
      <Icon name="stale" />
      <p class="figures">
        {t('wall.lost')} <TimeText atMs={sinceMs} nowMs={nowMs} />
        {isLost && ` · ${t(`banner.${lossOf(connection, nowMs)}`)}`}
      </p>
    </section>
  );
}
