import { useState } from 'preact/hooks';
import { type Problem, problemKey } from '../state/attention';
import { formatDuration } from '../text/format';
import { t } from '../text/text';
import { Icon, type IconName } from './Icon';
import { usePrinting } from './printing';
import { RunAgain } from './RunAgain';
import { useScene } from './scene';
import { TimeText } from './TimeText';

const shownAtFirst = 5;

/** What needs somebody, the most pressing first. */
export function Attention({ problems }: { readonly problems: readonly Problem[] }) {
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  // A daemon that cannot be reached is said by its banner.
  const listed = problems.filter((problem) => problem.kind !== 'source' || problem.standing === 'degraded');
  if (listed.length === 0) {
    return null;
  }
  return (
    <section class="card attention" aria-labelledby="attention-title">
      <h2 id="attention-title" class="card-title">
        {t('attention.title')}
      </h2>
      <ul class="attention-list">
        {listed.slice(0, isWhole ? listed.length : shownAtFirst).map((problem) => (
          <li key={problemKey(problem)} class={`attention-item attention-${problem.kind}`}>
            <Item problem={problem} />
          </li>
        ))}
      </ul>
      {listed.length > shownAtFirst && !isWhole && (
        <button type="button" class="btn btn-sm btn-link" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: listed.length })}
        </button>
      )}
    </section>
  );
}

function Item({ problem }: { readonly problem: Problem }) {
  switch (problem.kind) {
    case 'source':
      return (
        <Line icon="warn" name={problem.source} what={t('attention.degraded')} detail={problem.error} sinceMs={problem.sinceMs} />
      );
    case 'component':
      return (
        <Line
          icon="down"
          name={problem.name}
          what={t('attention.unhealthy')}
          detail={problem.message}
          sinceMs={problem.sinceMs}
        />
      );
    case 'failing':
      return <Failing problem={problem} />;
    case 'late':
      return <Late problem={problem} />;
  }
}

function Failing({ problem }: { readonly problem: Extract<Problem, { kind: 'failing' }> }) {
  const { nowMs } = useScene();
  const count = `${problem.isOpenEnded ? '≥ ' : ''}${problem.inARow}`;
  return (
    <>
      <Line
        icon="down"
        name={problem.pipeline.name}
        what={problem.inARow > 1 ? t('attention.inARow', { count }) : t('attention.failed')}
        detail={firstLine(problem.execution.errorMessage)}
        sinceMs={problem.sinceMs}
      />
      <LastGood atMs={problem.lastGoodMs} nowMs={nowMs} />
      <Actions source={problem.source} id={problem.execution.id} pipelineId={problem.pipeline.id} />
    </>
  );
}

function Late({ problem }: { readonly problem: Extract<Problem, { kind: 'late' }> }) {
  const { nowMs } = useScene();
  const { late } = problem;
  const usual = late.usualMs === null ? null : t('attention.usual', { duration: formatDuration(late.usualMs) });
  return (
    <>
      <Line
        icon={late.kind === 'stuck' ? 'pause' : 'slow'}
        name={problem.pipeline.name}
        what={t(`attention.${late.kind}`, { duration: formatDuration(nowMs - late.sinceMs) })}
        detail={usual}
        sinceMs={problem.sinceMs}
      />
      <LastGood atMs={problem.lastGoodMs} nowMs={nowMs} />
      <Actions source={problem.source} id={late.execution.id} pipelineId={problem.pipeline.id} />
    </>
  );
}

interface LineProps {
  readonly icon: IconName;
  readonly name: string;
  readonly what: string;
  readonly detail: string | null;
  readonly sinceMs: number | null;
}

function Line({ icon, name, what, detail, sinceMs }: LineProps) {
  const { nowMs } = useScene();
  return (
    <div class="attention-line">
      <Icon name={icon} />
      <p>
        <strong>{name}</strong> <span class="attention-what">{what}</span>
        {sinceMs !== null && (
          <span class="quiet figures">
            {` ${t('attention.since')} `}
            <TimeText atMs={sinceMs} nowMs={nowMs} />
            {` (${formatDuration(nowMs - sinceMs)})`}
          </span>
        )}
        {detail && <span class="attention-detail">{detail}</span>}
      </p>
    </div>
  );
}

function LastGood({ atMs, nowMs }: { readonly atMs: number | null; readonly nowMs: number }) {
  return (
    <p class="attention-good quiet figures">
      {t('attention.lastGood')} {atMs === null ? t('attention.noneInView') : <TimeText atMs={atMs} nowMs={nowMs} />}
    </p>
  );
}

function Actions({ source, id, pipelineId }: { readonly source: string; readonly id: string; readonly pipelineId: string }) {
  const { actions } = useScene();
  return (
    <div class="attention-actions">
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => actions.navigate({ run: { source, id } })}>
        <Icon name="log" /> {t('attention.log')}
      </button>
      <RunAgain source={source} pipelineId={pipelineId} />
    </div>
  );
}

/** The line of an error that says what happened: the last of a traceback, otherwise the first that says anything. */
export function firstLine(error: string | null): string | null {
  const lines = (error ?? '').split('\n').filter((line) => line.trim() !== '');
  const isTraceback = lines[0]?.startsWith('Traceback') ?? false;
  return (isTraceback ? lines.findLast((line) => !line.startsWith(' ')) : lines[0])?.trim() ?? null;
}
