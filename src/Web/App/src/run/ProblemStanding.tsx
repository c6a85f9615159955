import { useScene } from '../app/scene';
import type { Problem } from '../contract/messages';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { TimeText } from '../kit/TimeText';
import { t } from '../text/text';

/** Who has taken responsibility for a problem, and until when nobody is told of it; nothing if neither holds. */
export function ProblemStanding({ problem: { acknowledged, silencedUntilMs } }: { readonly problem: Problem }) {
  const { nowMs } = useScene();
  return (
    <>
      {acknowledged && (
        <p class="standing figures">
          <Icon name="check" />
          <span>
            {t('attention.acknowledgedBy')} <Foreign text={acknowledged.by} /> {t('attention.until')}{' '}
            <TimeText atMs={acknowledged.untilMs} nowMs={nowMs} />
            {acknowledged.note !== null && (
              <>
                : <Foreign text={acknowledged.note} />
              </>
            )}
          </span>
        </p>
      )}
      {silencedUntilMs !== null && (
        <p class="standing figures">
          <Icon name="silenced" />
          <span>
            {t('attention.silenced')} {t('attention.until')} <TimeText atMs={silencedUntilMs} nowMs={nowMs} />
          </span>
        </p>
      )}
    </>
  );
}
