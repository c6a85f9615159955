import { ListTable } from '../../../kit/ListTable';
import { useElementId } from '../../../kit/useElementId';
import { at } from '../text';
import { RuleRow, type RuleRowProps } from './RuleRow';
import type { Rule } from './rule';

interface Props extends RuleRowProps {
  /** Whether nothing confirms them now. */
  readonly isDim: boolean;
  readonly title: string;
  readonly rules: readonly Rule[];
  /** What is said in place of the table. */
  readonly ifNone?: string;
}

const columns = ['name', 'severity', 'concerned', 'on'] as const;

/** Rules, in the order of their names. */
export function RuleTable({ title, rules, isDim, ifNone, ...row }: Props) {
  const id = useElementId();
  return (
    <section class={`card ${isDim ? 'is-dim' : ''}`} aria-labelledby={id}>
      <h3 id={id} class="card-title">
        {title}
      </h3>
      {rules.length === 0 ? <p class="list-hint">{ifNone}</p> : <Rules rules={rules} {...row} />}
    </section>
  );
}

const Rules = ({ rules, ...row }: RuleRowProps & { readonly rules: readonly Rule[] }) => (
  <ListTable columns={columns.map((column) => at(`rules.${column}`))} actions={at('common.actions')}>
    {rules.map((rule) => (
      <RuleRow key={rule.id} rule={rule} {...row} />
    ))}
  </ListTable>
);
