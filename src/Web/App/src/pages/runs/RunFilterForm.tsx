import { useState } from 'preact/hooks';
import { type Step, useScene } from '../../app/scene';
import { OwnRange } from '../../charts/OwnRange';
import { rangeText } from '../../charts/rangeText';
import { Choice } from '../../kit/Choice';
import { SearchField } from '../../kit/SearchField';
import { allStatuses, formatFilters, mostOfText, type RunFilters } from '../../state/runFilters';
import { spans } from '../../state/timeRange';
import { formatSpan } from '../../text/format';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';

interface Props {
  readonly filters: RunFilters;
  readonly isFiltered: boolean;
}

const lengths = [60, 300, 900, 3600, 4 * 3600] as const;

/** What is searched for. Each change is in the address at once; the text a moment after the last letter. */
export function RunFilterForm({ filters, isFiltered }: Props) {
  const { route, state, actions } = useScene();
  const [isOwn, setOwn] = useState(false);
  const change = (changed: Partial<RunFilters>, step: Step = 'push') =>
    actions.navigate({ query: formatFilters({ ...filters, ...changed }) }, step);
  const sources = [...state.sources.keys()];
  const clear = () => {
    setOwn(false);
    actions.navigate({ source: null, range: null, query: '' });
  };
  const chooseTime = (value: string) => {
    const span = spans.find((known) => known === value);
    setOwn(value === 'own');
    if (value !== 'own') {
      actions.navigate({ range: span ? { kind: 'live', span } : null });
    }
  };
  return (
    <search class="search-filters">
      <SearchField
        text={filters.text}
        label={t('runs.search')}
        hint={t('runs.searchHint')}
        most={mostOfText}
        onSearch={(text) => change({ text }, 'replace')}
      />
      <Choice
        label={t('runs.status')}
        chosen={filters.statuses.length > 1 ? 'several' : (filters.statuses[0] ?? '')}
        options={[
          ['', t('runs.allStatuses')],
          ...allStatuses.map((status) => [status, t(`status.${status}`)] as const),
          ...(filters.statuses.length > 1
            ? [['several', filters.statuses.map((status) => t(`status.${status}`)).join(', ')] as const]
            : []),
        ]}
        onChoose={(value) => value !== 'several' && change({ statuses: allStatuses.filter((status) => status === value) })}
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
        label={t('runs.time')}
        chosen={isOwn || route.range?.kind === 'fixed' ? 'own' : (route.range?.span ?? '')}
        options={[
          ['', t('runs.anyTime')],
          ...spans.map((span) => [span, rangeText({ kind: 'live', span })] as const),
          ['own', route.range?.kind === 'fixed' ? rangeText(route.range) : t('charts.own')],
        ]}
        onChoose={chooseTime}
      />
      <Choice
        label={t('runs.longer')}
        chosen={String(filters.minSeconds ?? '')}
        options={[
          ['', t('runs.anyLength')],
          ...[...new Set([...lengths, ...(filters.minSeconds === null ? [] : [filters.minSeconds])])].map(
            (seconds) => [String(seconds), formatSpan(seconds * 1000)] as const,
          ),
        ]}
        onChoose={(value) => change({ minSeconds: value === '' ? null : Number(value) })}
      />
      <Choice
        label={t('runs.rows')}
        chosen={filters.rows ?? ''}
        options={[
          ['', t('runs.anyRows')],
          ['none', t('runs.zeroRows')],
          ['some', t('runs.someRows')],
        ]}
        onChoose={(value) => change({ rows: value === 'none' || value === 'some' ? value : null })}
      />
      {isFiltered && (
        <button type="button" class="btn btn-sm btn-link" onClick={clear}>
          {t('runs.clear')}
        </button>
      )}
      {isOwn && (
        <OwnRange
          range={route.range ?? { kind: 'live', span: '24h' }}
          onChoose={(range) => {
            setOwn(false);
            actions.navigate({ range });
          }}
        />
      )}
    </search>
  );
}
