import { useScene } from '../../app/scene';
import type { Problem } from '../../contract/messages';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { TimeText } from '../../kit/TimeText';
import type { ComponentRow } from '../../state/components';
import { t } from '../../text/text';

interface Props {
  readonly row: ComponentRow;
  /** Whether the daemon cannot be reached: what it last said is then no state of now. */
  readonly isUnknown: boolean;
}

/** A component with its message; what else the daemon tells of it opens beneath. */
export function Component({ row, isUnknown }: Props) {
  const { component } = row;
  const facts = [...component.metadata];
  if (facts.length === 0) {
    return (
      <div class="component">
        <Line row={row} isUnknown={isUnknown} />
      </div>
    );
  }
  return (
    <details class="component">
      <summary>
        <Line row={row} isUnknown={isUnknown} />
        <Icon name="down1" />
      </summary>
      <dl class="brief-facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </details>
  );
}

function Line({ row, isUnknown }: Props) {
  const { component, problem } = row;
  const was = component.healthy ? 'healthy' : 'unhealthy';
  return (
    <div class="component-line">
      <span class={`component-mark health-${isUnknown ? 'unknown' : was}`}>
        <Icon name={isUnknown ? 'unknown' : component.healthy ? 'check' : 'down'} />
      </span>
      <Foreign kind="component-name" text={component.name} />
      <span class={`component-word health-${isUnknown ? 'unknown' : was}`}>
        {isUnknown ? t('health.was', { state: t(`health.${was}`) }) : t(`health.${was}`)}
      </span>
      {component.message && <Foreign kind="component-message quiet" text={component.message} />}
      {problem && <Since problem={problem} />}
    </div>
  );
}

/** Since when it is so; if nobody saw it change, when it was first known to be. */
function Since({ problem: { sinceMs, sinceAtLeast } }: { readonly problem: Problem }) {
  const { nowMs } = useScene();
  return (
    <span class="component-since quiet figures" title={sinceAtLeast ? t('health.firstSeen') : undefined}>
      {t('health.since')} <TimeText atMs={sinceMs} nowMs={nowMs} />
      {sinceAtLeast && ` ${t('common.orEarlier')}`}
    </span>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>
        <Foreign text={name} />
      </dt>
      <dd class="figures">
        <Foreign text={value} />
      </dd>
    </>
  );
}
