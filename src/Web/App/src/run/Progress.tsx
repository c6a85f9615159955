import type { ExecutionData } from '../contract/messages';
import { formatPercent } from '../text/format';
import { t } from '../text/text';

interface Props {
  readonly execution: ExecutionData;
  readonly isConfirmed: boolean;
}

/** The progress of a running run; an indeterminate bar if the daemon does not report it. */
export function Progress({ execution: { status, progress }, isConfirmed }: Props) {
  if (status !== 'running') {
    return null;
  }
  // An indeterminate bar moves, which would suggest that the run does.
  if (progress === null && !isConfirmed) {
    return null;
  }
  return (
    <div class="progress-row">
      <span class="run-progress">
        <progress aria-label={t('run.progress')} max={100} {...(progress === null ? {} : { value: progress })} />
        {progress === null && <span class="run-progress-mover" />}
      </span>
      <span class="figures">{progress === null ? t('run.progressUnknown') : formatPercent(progress)}</span>
    </div>
  );
}
