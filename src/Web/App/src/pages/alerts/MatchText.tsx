import { Foreign } from '../../kit/Foreign';
import { monitorSource } from '../../state/evaluator';
import { kindText } from './kinds';
import type { Match } from './match';
import { severities } from './open/problemFilter';
import { at } from './text';

const mostNamed = 4;

/** What a rule, route or silence concerns, in words. */
export function MatchText({ match }: { readonly match: Match }) {
  const parts: readonly (readonly [name: string, values: readonly string[]])[] = [
    [at('match.sources'), match.sources.map((name) => (name === monitorSource ? at('match.monitor') : name))],
    [at('match.pipelines'), match.pipelines],
    [at('match.severities'), severities.filter((one) => match.severities.includes(one)).map((one) => at(`severity.${one}`))],
    [at('match.kinds'), match.kinds.map(kindText)],
  ];
  const named = parts.filter(([, values]) => values.length > 0);
  if (named.length === 0) {
    return <span class="quiet">{at('match.everything')}</span>;
  }
  return (
    <ul class="match-text">
      {named.map(([name, values]) => (
        <li key={name}>
          <span class="quiet">{name}:</span> <Foreign text={values.slice(0, mostNamed).join(', ')} />
          {values.length > mostNamed && ` ${at('match.more', { count: values.length - mostNamed })}`}
        </li>
      ))}
    </ul>
  );
}
