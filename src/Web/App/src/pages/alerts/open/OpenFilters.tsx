import { type Step, useScene } from '../../../app/scene';
import { Choice } from '../../../kit/Choice';
import { SearchField } from '../../../kit/SearchField';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import { kinds, kindText, knownKind } from '../kinds';
import { at } from '../text';
import { formatFilter, type ProblemFilter, severities } from './problemFilter';

const mostOfText = 200;

interface Props {
  readonly filter: ProblemFilter;
  readonly isFiltered: boolean;
}

/** Narrows the problems. Each change is in the address at once; the text a moment after the last letter. */
export function OpenFilters({ filter, isFiltered }: Props) {
  const { route, state, actions } = useScene();
  const change = (changed: Partial<ProblemFilter>, step: Step = 'push') =>
    actions.navigate({ query: formatFilter({ ...filter, ...changed }) }, step);
  const sources = [...state.sources.keys()];
  const { kind, severity } = filter;
  return (
    <search class="search-filters">
      <SearchField
        text={filter.text}
        label={t('runs.search')}
        hint={at('open.searchHint')}
        most={mostOfText}
        onSearch={(text) => change({ text }, 'replace')}
      />
      {sources.length > 1 && (
        <Choice
          label={t('runs.daemon')}
          chosen={route.source ?? ''}
          options={[['', t('common.allDaemons')], ...sources.map((name) => [name, isolated(name)] as const)]}
          onChoose={(value) => actions.navigate({ source: value || null })}
        />
      )}
      <Choice
        label={at('match.severities')}
        chosen={severity}
        options={[['', at('match.all')], ...severities.map((one) => [one, at(`severity.${one}`)] as const)]}
        onChoose={(value) => change({ severity: severities.find((one) => one === value) ?? '' })}
      />
      <Choice
        label={at('match.kinds')}
        chosen={kind}
        options={[
          ['', at('match.all')],
          ...kinds.map((one) => [one, kindText(one)] as const),
          ...(kind === '' || knownKind(kind) ? [] : [[kind, isolated(kind)] as const]),
        ]}
        onChoose={(value) => change({ kind: value })}
      />
      {isFiltered && (
        <button type="button" class="btn btn-sm btn-link" onClick={() => actions.navigate({ source: null, query: '' })}>
          {t('runs.clear')}
        </button>
      )}
    </search>
  );
}
