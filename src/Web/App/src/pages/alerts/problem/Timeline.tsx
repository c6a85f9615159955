import { PageLink } from '../../../app/PageLink';
import { problemPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { Icon, type IconName } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import type { Change } from '../../../panels/problems/life';
import { at } from '../text';

const steps = [
  'opened',
  'worsened',
  'eased',
  'changed',
  'recovering',
  'relapsed',
  'unseen',
  'seen',
  'became-part',
  'stands-alone',
  'acknowledged',
  'taken-back',
  'acknowledgement-ended',
  'silenced',
  'silence-ended',
  'resolved',
] as const;
type Step = (typeof steps)[number];

const icons: Readonly<Partial<Record<Step, IconName>>> = {
  opened: 'warn',
  worsened: 'warn',
  unseen: 'unknown',
  acknowledged: 'user',
  silenced: 'silenced',
  resolved: 'check',
};

/** What happened to a problem, the oldest first. */
export function Timeline({ changes }: { readonly changes: readonly Change[] }) {
  const { nowMs } = useScene();
  return (
    <ol class="timeline-steps">
      {changes.map((change, place) => {
        const step = steps.find((known) => known === change.what);
        return (
          // Several may be of one moment.
          <li key={place} class={`timeline-step step-${step ?? 'other'}`}>
            <Icon name={(step && icons[step]) ?? 'live'} />
            <div>
              <p>
                <strong>{step ? at(`step.${step}`) : <Foreign text={change.what} />}</strong>
                {change.by !== null && (
                  <>
                    {' '}
                    {at('step.by')} <Foreign text={change.by} />
                  </>
                )}
                <span class="quiet figures">
                  {' · '}
                  <TimeText atMs={change.atMs} nowMs={nowMs} />
                </span>
              </p>
              <StepText change={change} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function StepText({ change: { what, text } }: { readonly change: Change }) {
  if (text === null) {
    return null;
  }
  return (
    <p class="quiet">
      {what === 'became-part' ? (
        // It holds the id of the other problem.
        <PageLink path={problemPath(text)} kind="">
          {at('step.other')}
        </PageLink>
      ) : (
        <Foreign text={text} />
      )}
    </p>
  );
}
