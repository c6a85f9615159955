import { useScene } from '../../../app/scene';
import { Icon } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import type { ComponentRow } from '../../../state/components';
import type { ComponentChange } from '../../../state/sourceView';
import { t } from '../../../text/text';

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
  const { component, change } = row;
  const was = component.healthy ? 'healthy' : 'unhealthy';
  return (
    <div class="component-line">
      <span class={`component-mark health-${isUnknown ? 'unknown' : was}`}>
        <Icon name={isUnknown ? 'unknown' : component.healthy ? 'check' : 'down'} />
      </span>
      <span class="component-name">{component.name}</span>
      <span class={`component-word health-${isUnknown ? 'unknown' : was}`}>
        {isUnknown ? t('health.was', { state: t(`health.${was}`) }) : t(`health.${was}`)}
      </span>
      {component.message && <span class="component-message quiet">{component.message}</span>}
      {change && <Since change={change} />}
    </div>
  );
}

/** Since when it is so; where this page has not seen it change, when it was first known to be. */
function Since({ change }: { readonly change: ComponentChange }) {
  const { nowMs } = useScene();
  return (
    <span class="component-since quiet figures" title={change.seen ? undefined : t('health.firstSeen')}>
      {t('health.since')} <TimeText atMs={change.sinceMs} nowMs={nowMs} />
      {!change.seen && ` ${t('common.orEarlier')}`}
    </span>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="figures">{value}</dd>
    </>
  );
}
