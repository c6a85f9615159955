import { Icon } from '../../../kit/Icon';
import { usePanel } from '../../../panels/panel';
import { isolated } from '../../../text/isolated';
import { dt } from '../text';

interface Props {
  readonly what: 'source' | 'pipeline' | 'run';
  /** What was looked for; empty for anything at all. */
  readonly patterns: readonly string[];
}

/** What stands in the place of a widget that is about nothing that this person can see: it is neither blank nor 0. */
export function NotFound({ what, patterns }: Props) {
  const { id, title } = usePanel('missing-title', dt('missing.title'));
  const names = patterns.map(isolated).join(', ');
  return (
    <section class="card widget-absent" aria-labelledby={id}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      <p role="status">
        <Icon name="unknown" /> {names === '' ? dt(`missing.${what}None`) : dt(`missing.${what}`, { names })}
      </p>
    </section>
  );
}
