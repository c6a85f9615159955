import { useScene } from '../../../app/scene';
import { FeedNotes } from '../../../panels/FeedNotes';
import { Lanes } from '../../../panels/timeline/Lanes';
import type { TimeRange } from '../../../state/timeRange';
import { t } from '../../../text/text';

interface Props {
  readonly range: TimeRange;
  /** How many lanes have room. */
  readonly most: number;
  /** Whether what is well and idle has a lane too. */
  readonly isWhole: boolean;
}

/** What ran when on a wall: only the lanes that have room, and of several daemons only those in trouble or running. */
export function WallLanes({ range, most, isWhole }: Props) {
  const { views } = useScene();
  return (
    <section class="card timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title" class="card-title">
        {t(isWhole ? 'timeline.title' : 'wall.lanes')}
      </h2>
      {views.length === 1 && <FeedNotes feed="executions" />}
      <Lanes views={views} range={range} past={none} most={most} isActiveOnly={!isWhole} />
    </section>
  );
}

const none: readonly never[] = [];
