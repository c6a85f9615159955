import { useRef, useState } from 'preact/hooks';
import { CopyButton } from '../app/CopyButton';
import { useScene } from '../app/scene';
import type { ExecutionData, Problem } from '../contract/messages';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { hasEnded, isOpen } from '../state/executions';
import { lateRuns } from '../state/problems';
import { pipelines, usualMs } from '../state/runs';
import { rowKey } from '../state/table';
import { t } from '../text/text';
import { CancelRun } from './CancelRun';
import { confirmedAtMs } from './confirmed';
import { Facts } from './Facts';
import { LogDownload } from './LogDownload';
import { LogTools } from './LogTools';
import { LogView } from './LogView';
import { Metadata } from './Metadata';
import { NoSuchRun } from './NoSuchRun';
import { Progress } from './Progress';
import { RunAgain } from './RunAgain';
import { RunError } from './RunError';
import { Siblings } from './Siblings';
import { StatusMark } from './StatusMark';
import { useDrawerFocus } from './useDrawerFocus';
import { useRun } from './useRun';
import { useShutBehind } from './useShutBehind';

interface Props {
  readonly run: { readonly source: string; readonly id: string };
}

/** Everything known of one run, in a drawer beside the page; on a phone it covers the page. */
export function RunPanel({ run }: Props) {
  const { actions } = useScene();
  const drawer = useRef<HTMLDialogElement>(null);
  const key = rowKey(run.source, run.id);
  const close = () => actions.navigate({ run: null });
  // First, so that on closing the page is usable again before it gets the focus back.
  useShutBehind(drawer);
  useDrawerFocus(drawer, key, close);
  return (
    <dialog ref={drawer} open class="drawer" aria-labelledby="drawer-title" tabIndex={-1}>
      <RunContent key={key} run={run} onClose={close} />
    </dialog>
  );
}

function RunContent({ run: { source, id }, onClose }: Props & { onClose(): void }) {
  const scene = useScene();
  const [isTall, setTall] = useState(false);
  const view = scene.state.sources.get(source);
  const known = useRun(scene.actions.link(), view, source, id);
  const { execution } = known;
  const pipeline = view && execution ? pipelines(view).find((candidate) => candidate.id === execution.pipelineId) : undefined;
  const confirmed = execution && confirmedAtMs(scene, known.isPast ? undefined : view, execution);
  const late = view ? (lateRuns(view).get(id) ?? null) : null;
  return (
    <>
      <Head execution={execution} late={late} id={id} isDim={confirmed !== null} onClose={onClose} />
      <div class={`drawer-body ${confirmed !== null ? 'is-dim' : ''} ${isTall ? 'is-tall' : ''}`}>
        {known.error &&
          (execution ? <RefusedRun text={known.error.text} /> : <NoSuchRun run={{ source, id }} error={known.error} />)}
        {!execution && known.isAsking && <p class="drawer-asking quiet">{t('run.asking')}</p>}
        {execution && (
          <>
            {!isTall && (
              <>
                <div class="drawer-actions">
                  <Actions execution={execution} isOff={confirmed !== null} />
                  <Siblings runs={pipeline?.runs ?? []} id={id} />
                </div>
                <Progress execution={execution} isConfirmed={confirmed === null} />
                <Facts
                  execution={execution}
                  usualMs={view ? usualMs(view, execution.pipelineId) : null}
                  late={late}
                  confirmedAtMs={confirmed}
                />
                <RunError known={known} />
                <Metadata metadata={execution.metadata} />
              </>
            )}
            <LogView execution={execution} tools={LogTools} isTall={isTall} onTall={setTall}>
              <LogDownload source={source} id={id} name={execution.pipelineName} isRunning={!hasEnded(execution)} />
            </LogView>
          </>
        )}
      </div>
    </>
  );
}

interface HeadProps {
  readonly execution: ExecutionData | null;
  readonly late: Problem | null;
  readonly id: string;
  readonly isDim: boolean;
  onClose(): void;
}

function Head({ execution, late, id, isDim, onClose }: HeadProps) {
  return (
    <div class={`drawer-head ${isDim ? 'is-dim' : ''}`}>
      <h2 id="drawer-title">
        <Foreign text={execution?.pipelineName ?? id} />
        {execution?.metadata.get('sample') === 'true' && (
          <span class="sample-mark" title={t('common.sampleHint')}>
            {t('common.sample')}
          </span>
        )}
      </h2>
      <span aria-live="polite">{execution && <StatusMark status={execution.status} late={late} />}</span>
      {execution && isDim && <span class="quiet drawer-unconfirmed">{t('run.unconfirmed')}</span>}
      <button type="button" class="icon-button drawer-close" title={t('common.close')} onClick={onClose}>
        <Icon name="close" label={t('common.close')} />
      </button>
    </div>
  );
}

function Actions({ execution, isOff }: { readonly execution: ExecutionData; readonly isOff: boolean }) {
  return (
    <>
      {!isOpen(execution) && <RunAgain source={execution.source} pipelineId={execution.pipelineId} />}
      <CancelRun execution={execution} isOff={isOff} />
      <CopyButton label={t('run.copyLink')} icon="link" text={() => location.href} />
    </>
  );
}

/** Why the rest of a run cannot be shown, in the hub's words. */
const RefusedRun = ({ text }: { readonly text: string }) => (
  <section class="banner banner-warn drawer-refused" role="alert">
    <Icon name="warn" />
    <p>
      <Foreign text={text} />
    </p>
  </section>
);
