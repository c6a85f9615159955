import { useEffect } from 'preact/hooks';
import { ExportMenu } from '../../../app/export/ExportMenu';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageLink } from '../../../app/PageLink';
import { alertsPath, homePath, parametersOf } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { Icon } from '../../../kit/Icon';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { type Life, parseLife } from '../../../panels/problems/life';
import { RunDrawer } from '../../../run/RunDrawer';
import { t } from '../../../text/text';
import { findProblem } from '../open/openProblems';
import { at } from '../text';
import { Deliveries } from './Deliveries';
import { ProblemFacts } from './ProblemFacts';
import { ProblemHead } from './ProblemHead';
import { problemApiPath } from './paths';
import { Timeline } from './Timeline';

/** Often: who was told becomes known without a change of the problem. */
const everyMs = 5000;

/** One problem, to which messages link: what, since when, how it went, and who was told. */
export function ProblemPage() {
  const { route } = useScene();
  const { id = '' } = parametersOf('/problems/:id', route.path) ?? {};
  return (
    <>
      <OneProblem key={id} id={id} />
      <RunDrawer />
    </>
  );
}

function OneProblem({ id }: { readonly id: string }) {
  const scene = useScene();
  const { value: stored, failure, renew } = useHostData(problemApiPath(id), parseLife, everyMs);
  const pushed = findProblem(scene, id);
  const version = pushed && `${pushed.epoch}/${pushed.sequence}`;
  useEffect(() => {
    // It changed, or it is over: the host knows the steps.
    void renew();
  }, [version]);
  // Known for longer than the host's answer: it opened just now.
  const life: Life | null = stored && pushed && stored.resolvedAtMs === null ? { ...stored, ...pushed } : stored;
  const isUnknown = failure?.kind === 'failed' && failure.refusal.status === 404;
  return (
    <main class="alerts problem" aria-busy={!life && !failure}>
      <nav aria-label={at('problem.way')}>
        <PageLink path={alertsPath} kind="problem-back">
          {at('problem.toAlerts')}
        </PageLink>
      </nav>
      {isUnknown ? <Unknown /> : <HostFailureNote failure={failure} isOfShown={life !== null} />}
      {!life && !failure && <ListSkeleton />}
      {life && !isUnknown && <Whole life={life} onChanged={() => void renew()} />}
    </main>
  );
}

function Whole({ life, onChanged }: { readonly life: Life; onChanged(): void }) {
  return (
    <>
      <div class="problem-export">
        <ExportMenu
          table="incident"
          place={`problems/${encodeURIComponent(life.id)}`}
          formats={['pdf']}
          query={() => new URLSearchParams()}
        />
      </div>
      <ProblemHead problem={life} onChanged={onChanged} />
      <ProblemFacts problem={life} />
      <div class="columns columns-even">
        <section class="card" aria-labelledby="problem-timeline">
          <h3 id="problem-timeline" class="card-title">
            {at('problem.timeline')}
          </h3>
          <Timeline changes={life.changes} />
        </section>
        <section class="card" aria-labelledby="problem-told">
          <h3 id="problem-told" class="card-title">
            {at('problem.told')}
          </h3>
          <Deliveries notifications={life.notifications} />
        </section>
      </div>
    </>
  );
}

const Unknown = () => (
  <section class="card empty" role="alert">
    <Icon name="unknown" />
    <h2>{at('problem.unknown')}</h2>
    <p>{at('problem.unknownText')}</p>
    <PageLink path={homePath} kind="btn btn-sm btn-primary">
      {t('run.toDashboard')}
    </PageLink>
  </section>
);
