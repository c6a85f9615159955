import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useDialog } from '../../../app/useDialog';
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

/** By which rules problems open. Everybody reads them, administrators change them. */
export function RulesPage() {
  const { state } = useScene();
  const { value: rules, failure, renew } = useHostData(rulesPath, parseRules, everyMs);
  const { kind, id, open, close } = useDialog('new', 'edit', 'explain');
  const chosen = rules?.find((rule) => rule.id === id);
  const changed = () => void renew();
  const mayChange = holdsRole(state.account, 'admin');
  const own = rules?.filter(({ isBuiltIn }) => !isBuiltIn) ?? [];
  const table = {
    mayChange,
    isDim: failure !== null,
    onEdit: (rule: Rule) => open('edit', rule.id),
    onExplain: (rule: Rule) => open('explain', rule.id),
    onChanged: changed,
  };
  return (
    <main class="alerts" aria-busy={!rules && !failure}>
      <AlertsHead tab="rules">
        {mayChange && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => open('new')}>
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
      {kind === 'new' && mayChange && <RuleDialog onDone={changed} onClose={close} />}
      {kind === 'edit' && chosen && mayChange && <RuleDialog key={chosen.id} rule={chosen} onDone={changed} onClose={close} />}
      {kind === 'explain' && chosen && <RuleExplainDialog rule={chosen} onClose={close} />}
    </main>
  );
}
