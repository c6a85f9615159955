import { PageLink } from '../../../app/PageLink';
import { historyPath, homePath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { Fact } from '../../../kit/Fact';
import { Foreign } from '../../../kit/Foreign';
import { TimeText } from '../../../kit/TimeText';
import type { StoredProblem } from '../../../panels/problems/life';
import { PipelineLink } from '../../../run/PipelineLink';
import { monitorSource } from '../../../state/evaluator';
import { holdsRole } from '../../../state/roles';
import { formatDuration } from '../../../text/format';
import { t } from '../../../text/text';
import { tabPath } from '../AlertsHead';
import { kindText } from '../kinds';
import { isFigure } from '../rules/settingFields';
import { at } from '../text';

const minuteMs = 60_000;
/** How much of the time before and after the beginning the dashboard shows. */
const aroundMs = 30 * minuteMs;

/** When it was and what it concerns, with ways to the pipeline, the run, and the dashboard at the moment it began. */
export function ProblemFacts({ problem }: { readonly problem: StoredProblem }) {
  const { nowMs } = useScene();
  const { source, kind, sinceMs, sinceAtLeast, resolvedAtMs, lastGoodAtMs, usualSeconds, count, unseenSinceMs } = problem;
  const untilMs = resolvedAtMs ?? unseenSinceMs ?? nowMs;
  const duration = formatDuration(untilMs - sinceMs);
  return (
    <dl class="card fact-grid">
      <Fact name={at('problem.since')}>
        <TimeText atMs={sinceMs} nowMs={nowMs} />
        {sinceAtLeast && ` ${t('common.orEarlier')}`}
      </Fact>
      {resolvedAtMs !== null && (
        <Fact name={at('problem.resolvedAt')}>
          <TimeText atMs={resolvedAtMs} nowMs={nowMs} />
        </Fact>
      )}
      <Fact name={at('problem.duration')}>
        <span class="figures">{sinceAtLeast || unseenSinceMs !== null ? t('common.atLeast', { duration }) : duration}</span>
      </Fact>
      {unseenSinceMs !== null && resolvedAtMs === null && (
        <Fact name={at('problem.unseenSince')}>
          <TimeText atMs={unseenSinceMs} nowMs={nowMs} />
        </Fact>
      )}
      <Fact name={at('match.kinds')}>
        <Foreign text={kindText(kind)} />
      </Fact>
      <Fact name={t('runs.daemon')}>{source === monitorSource ? at('match.monitor') : <Foreign text={source} />}</Fact>
      <Subject problem={problem} />
      {count !== null && count > 1 && <Fact name={at('problem.count')}>{count}</Fact>}
      {lastGoodAtMs !== null && (
        <Fact name={at('problem.lastGood')}>
          <TimeText atMs={lastGoodAtMs} nowMs={nowMs} />
        </Fact>
      )}
      {usualSeconds !== null && <Fact name={at('problem.usual')}>{formatDuration(usualSeconds * 1000)}</Fact>}
      {source !== monitorSource && (
        <Fact name={at('problem.dashboard')}>
          <PageLink path={homePath} route={{ source, range: around(sinceMs, nowMs) }} kind="">
            {at('problem.whenItBegan')}
          </PageLink>
        </Fact>
      )}
    </dl>
  );
}

const around = (sinceMs: number, nowMs: number) =>
  ({
    kind: 'fixed',
    fromMs: sinceMs - aroundMs,
    toMs: Math.max(sinceMs + minuteMs, Math.min(sinceMs + aroundMs, nowMs)),
  }) as const;

function Subject({ problem }: { readonly problem: StoredProblem }) {
  const { actions, state } = useScene();
  const { kind, source, pipelineId, pipelineName, executionId, component, figure } = problem;
  return (
    <>
      {pipelineId !== null && (
        <Fact name={t('executions.pipeline')}>
          <PipelineLink source={source} id={pipelineId}>
            <Foreign text={pipelineName || pipelineId} />
          </PipelineLink>
        </Fact>
      )}
      {executionId !== null && (
        <Fact name={at('problem.run')}>
          <button
            type="button"
            class="btn btn-sm btn-link"
            onClick={() => actions.navigate({ run: { source, id: executionId } })}
          >
            <Foreign text={executionId} />
          </button>
        </Fact>
      )}
      {component !== null && (
        <Fact name={at('problem.component')}>
          <Foreign text={component} />
        </Fact>
      )}
      {kind === 'channel-broken' && holdsRole(state.account, 'admin') && (
        <Fact name={at('problem.dealWithIt')}>
          <PageLink path={tabPath('channels')} kind="">
            {at('alerts.channels')}
          </PageLink>
        </Fact>
      )}
      {kind === 'history-paused' && holdsRole(state.account, 'admin') && (
        <Fact name={at('problem.dealWithIt')}>
          <PageLink path={historyPath} kind="">
            {t('attention.historyState')}
          </PageLink>
        </Fact>
      )}
      {figure !== null && (
        <Fact name={at('problem.figure')}>{isFigure(figure) ? at(`figure.${figure}`) : <Foreign text={figure} />}</Fact>
      )}
    </>
  );
}
