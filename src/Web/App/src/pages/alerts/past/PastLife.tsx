import { HostFailureNote } from '../../../app/HostFailureNote';
import { useHostData } from '../../../app/useHostData';
import { parseLife } from '../../../panels/problems/life';
import { Deliveries } from '../problem/Deliveries';
import { problemApiPath } from '../problem/paths';
import { Timeline } from '../problem/Timeline';
import { at } from '../text';

const everyMs = 30_000;

/** What happened to a past problem, and who was told. */
export function PastLife({ id }: { readonly id: string }) {
  const { value: life, failure } = useHostData(problemApiPath(id), parseLife, everyMs);
  return (
    <div class="past-life" aria-busy={life === null && failure === null}>
      <HostFailureNote failure={failure} isOfShown={life !== null} />
      {life === null && failure === null && <p class="quiet">{at('problem.loading')}</p>}
      {life && (
        <>
          <div>
            <h3 class="card-title">{at('problem.timeline')}</h3>
            <Timeline changes={life.changes} />
          </div>
          <div>
            <h3 class="card-title">{at('problem.told')}</h3>
            <Deliveries notifications={life.notifications} />
          </div>
        </>
      )}
    </div>
  );
}
