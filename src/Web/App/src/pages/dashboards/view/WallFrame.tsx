import type { ComponentChildren } from 'preact';
import { useScene } from '../../../app/scene';
import { WallLost } from '../../../panels/WallLost';
import { feedLostSinceMs } from '../../../state/feedLoss';

/** What stands on a wall, loud when nothing comes any more: also while a dashboard is on its way, or has not come. */
export function WallFrame({ children }: { readonly children: ComponentChildren }) {
  const { state, views, nowMs } = useScene();
  const lostSinceMs = feedLostSinceMs(state, views, nowMs);
  return (
    <div class={`wall wall-own ${lostSinceMs === null ? '' : 'is-lost'}`}>
      {lostSinceMs !== null && <WallLost sinceMs={lostSinceMs} />}
      {children}
    </div>
  );
}
