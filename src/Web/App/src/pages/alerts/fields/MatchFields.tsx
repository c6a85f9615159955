import { useScene } from '../../../app/scene';
import { ChecksField } from '../../../kit/fields/ChecksField';
import { errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { monitorSource } from '../../../state/evaluator';
import { kinds, kindText } from '../kinds';
import type { Match } from '../match';
import { severities } from '../open/problemFilter';
import { at } from '../text';
import { PatternsField } from './PatternsField';

interface Props {
  readonly match: Match;
  /** Whether kinds and severities are chosen too; a rule has its own. */
  readonly isOfProblems: boolean;
  /** Whether only daemons can be chosen whose runs the account may start; otherwise all that it sees. */
  readonly isOperated?: boolean;
  readonly errors: FieldErrors | undefined;
  onChange(match: Match): void;
}

/** The fields of `match` that the form shows. */
export const matchFields = ['match.sources', 'match.pipelines', 'match.kinds', 'match.severities'];

/** What a rule, route or silence concerns. */
export function MatchFields({ match, isOfProblems, isOperated = false, errors, onChange }: Props) {
  const { state } = useScene();
  const change = (changed: Partial<Match>) => onChange({ ...match, ...changed });
  const operated = isOperated ? (state.account?.operatesSources ?? null) : null;
  // Also those that are chosen already and not watched any more.
  const offered = [...new Set([...(operated ?? state.sources.keys()), ...match.sources])].filter(
    (name) => name !== monitorSource,
  );
  return (
    <>
      <ChecksField
        label={at('match.sources')}
        all={at('match.allSources')}
        options={[
          ...offered.map((name) => [name, name] as const),
          ...(isOfProblems && operated === null ? [[monitorSource, at('match.monitor')] as const] : []),
        ]}
        chosen={match.sources}
        error={errorAt(errors, 'match.sources')}
        whyNotAll={operated === null ? undefined : at('match.operatedOnly')}
        onChange={(sources) => change({ sources })}
      />
      <PatternsField match={match} error={errorAt(errors, 'match.pipelines')} onChange={(pipelines) => change({ pipelines })} />
      {isOfProblems && (
        <>
          <ChecksField
            label={at('match.severities')}
            all={at('match.all')}
            options={severities.map((one) => [one, at(`severity.${one}`)])}
            chosen={match.severities}
            error={errorAt(errors, 'match.severities')}
            onChange={(chosen) => change({ severities: chosen })}
          />
          <ChecksField
            label={at('match.kinds')}
            all={at('match.allKinds')}
            options={[...new Set([...kinds, ...match.kinds])].map((one) => [one, kindText(one)])}
            chosen={match.kinds}
            error={errorAt(errors, 'match.kinds')}
            onChange={(chosen) => change({ kinds: chosen })}
          />
        </>
      )}
    </>
  );
}
