import { Foreign } from '../kit/Foreign';
import { TimeText } from '../kit/TimeText';
import type { SourceView } from '../state/sourceView';
import { t } from '../text/text';
import { useScene } from './scene';

interface Props {
  readonly view: SourceView;
  /** Whether to name the daemon: not beneath a sentence that has. */
  readonly isNamed: boolean;
}

/** Since when a daemon cannot be reached, what was last heard of it, and why. */
export function OutageText({ view: { name, status, observedAtMs }, isNamed }: Props) {
  const { nowMs } = useScene();
  return (
    status && (
      <>
        {isNamed ? <strong>{t('banner.unreachable', { name })} </strong> : `${t('banner.unreachableShort')} `}
        {t('banner.since')} <TimeText atMs={status.sinceMs} nowMs={nowMs} />
        {observedAtMs !== null && (
          <>
            ; {t('banner.lastKnown')} <TimeText atMs={observedAtMs} nowMs={nowMs} />
          </>
        )}
        ; {t('banner.tryingAgain')}
        {status.error && <Foreign kind="banner-detail" text={status.error} />}
      </>
    )
  );
}
