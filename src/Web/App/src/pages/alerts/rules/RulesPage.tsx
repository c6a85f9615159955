import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { holdsRole } from '../../../state/roles';
import { AlertsHead } from '../AlertsHead';
import { at } from '../text';
import { RuleDialog } from './RuleDialog';
import { RuleExplainDialog } from './RuleExplainDialog';
import { RuleTable } from './RuleTable';
import { parseRules, type Rule, rulesPath } from './rule';

const everyMs = 30_000;

/** What lies over the list. */
type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'explain'; readonly rule: Rule } | null;

/** By which rules problems open. Everybody reads them, administrators change them. */
export function RulesPage() {
  const { state } = useScene();
  const { value: rules, failure, renew } = useHostData(rulesPath, parseRules, everyMs);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const changed = () => void renew();
  const mayChange = holdsRole(state.account, 'admin');
  const own = rules?.filter(({ isBuiltIn }) => !isBuiltIn) ?? [];
  const table = {
    mayChange,
    isDim: failure !== null,
    onEdit: (rule: Rule) => setOpen({ kind: 'edit', rule }),
    onExplain: (rule: Rule) => setOpen({ kind: 'explain', rule }),
    onChanged: changed,
  };
  return (
    <main class="alerts" aria-busy={!rules && !failure}>
      <AlertsHead tab="rules">
        {mayChange && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => setOpen({ kind: 'new' })}>
            {at('rules.add')}
          </button>
        )}
      </AlertsHead>
      <HostFailureNote failure={failure} isOfShown={rules !== null} />
      {rules === null && failure === null && <ListSkeleton />}
      {rules && (
        <>
          {(own.length > 0 || mayChange) && (
            <RuleTable title={at('rules.own')} rules={own} ifNone={at('rules.noneOwn')} {...table} />
          )}
          <RuleTable title={at('rules.builtIn')} rules={rules.filter(({ isBuiltIn }) => isBuiltIn)} {...table} />
        </>
      )}
      {open?.kind === 'new' && <RuleDialog onDone={changed} onClose={close} />}
      {open?.kind === 'edit' && <RuleDialog key={open.rule.id} rule={open.rule} onDone={changed} onClose={close} />}
      {open?.kind === 'explain' && <RuleExplainDialog rule={open.rule} onClose={close} />}
    </main>
  );
}
