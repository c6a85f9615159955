import { PageLink } from '../../app/PageLink';
import { useScene } from '../../app/scene';
import { Foreign } from '../../kit/Foreign';
import { Icon, type IconName } from '../../kit/Icon';
import { TimeText } from '../../kit/TimeText';
import { filePagePath } from './file';
import type { LastReport, Result } from './schedule';
import { rt } from './text';

const pills: Readonly<Record<Result, readonly [kind: string, icon: IconName]>> = {
  waiting: ['running', 'pending'],
  delivered: ['success', 'check'],
  refused: ['failed', 'down'],
  'given-up': ['failed', 'down'],
  withdrawn: ['idle', 'cancelled'],
  failed: ['failed', 'warn'],
  'not-sent': ['failed', 'down'],
  unknown: ['idle', 'unknown'],
};

/** What became of a report when its time came, and why. */
export function LastText({ last }: { readonly last: LastReport | null }) {
  const { nowMs } = useScene();
  if (last === null) {
    return <span class="quiet">{rt('reports.never')}</span>;
  }
  const { result, reason, answer, attempts, nextAttemptAtMs, file, atMs } = last;
  const [kind, icon] = pills[result];
  return (
    <span>
      <span class={`pill pill-${kind}`}>
        <Icon name={icon} /> {rt(`result.${result}`)}
      </span>{' '}
      <TimeText atMs={atMs} nowMs={nowMs} />
      {[reason, answer].map(
        (text) =>
          text !== null && (
            <span key={text} class="list-detail">
              <Foreign text={text} />
            </span>
          ),
      )}
      {nextAttemptAtMs !== null && (
        <span class="list-detail">
          {attempts !== null && `${rt('reports.tries', { count: attempts })} · `}
          {rt('reports.again')} <TimeText atMs={nextAttemptAtMs} nowMs={nowMs} />
        </span>
      )}
      {file && (
        <span class="list-detail">
          <PageLink path={filePagePath(file.id)} kind="">
            {rt('reports.file')}
          </PageLink>
        </span>
      )}
    </span>
  );
}
