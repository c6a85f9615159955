import { useState } from 'preact/hooks';
import { FormFailure } from '../../../app/FormFailure';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { type HostFailure, tellHost } from '../../../connection/hostApi';
import { Foreign } from '../../../kit/Foreign';
import { elsewhere, errorAt } from '../../../kit/fields/errorAt';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { useFirstWrong } from '../../../kit/fields/useFirstWrong';
import { Submit } from '../../../kit/Submit';
import { MatchFields, matchFields } from '../fields/MatchFields';
import { severities } from '../open/problemFilter';
import { at } from '../text';
import { PreviewPart } from './PreviewPart';
import { RemoveRule } from './RemoveRule';
import { RuleSettings } from './RuleSettings';
import { bodyOfRule, draftOfRule, newRule, type Rule, type RuleDraft, rulePath, rulesPath } from './rule';
import { nameOf } from './ruleText';
import { settingsFrom, settingsOf } from './settingFields';

interface Props {
  /** The one to change; a new threshold is made without it. */
  readonly rule?: Rule;
  onDone(): void;
  onClose(): void;
}

const mostOfName = 100;
const mostOfRunbook = 2000;

/** Makes or changes a rule, and shows before that what it would have done. */
export function RuleDialog({ rule, onDone, onClose }: Props) {
  const { actions } = useScene();
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? draftOfRule(rule) : newRule));
  const [invalid, setInvalid] = useState<HostFailure | null>(null);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const wrong = invalid ?? failure;
  const told = wrong?.kind === 'invalid' ? wrong.fields : undefined;
  const form = useFirstWrong(told);
  const names = settingsOf(draft.kind);
  const others = elsewhere(told, ['name', 'severity', 'runbook', ...names.map((name) => `settings.${name}`), ...matchFields]);
  const change = (changed: Partial<RuleDraft>) => setDraft({ ...draft, ...changed });
  const body = bodyOfRule({
    ...draft,
    name: draft.name.trim(),
    settings: settingsFrom(draft.typed),
    runbook: draft.runbook.trim() || null,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setInvalid(null);
    run(
      () => tellHost(rule ? rulePath(rule.id) : rulesPath, { method: rule ? 'PUT' : 'POST', body }),
      () => {
        actions.say(at('rules.saved', { name: draft.name }));
        onDone();
        onClose();
      },
    );
  };
  return (
    <PageDialog title={at(rule ? 'rules.edit' : 'rules.add')} onClose={onClose}>
      <form ref={form} class="dialog-form" method="post" noValidate onSubmit={submit}>
        <p class="list-hint">{rule?.isBuiltIn ? <Foreign text={nameOf(rule)} /> : at('rules.ownHint')}</p>
        <FormFailure failure={told ? null : failure} others={others} />
        <TextField
          label={at('rules.name')}
          value={draft.name}
          most={mostOfName}
          error={errorAt(told, 'name')}
          autofocus={!rule}
          onChange={(name) => change({ name })}
        />
        <SelectField
          label={at('rules.severity')}
          value={draft.severity}
          options={severities.map((one) => [one, at(`severity.${one}`)])}
          error={errorAt(told, 'severity')}
          onChange={(value) => change({ severity: severities.find((one) => one === value) ?? draft.severity })}
        />
        <RuleSettings draft={draft} names={names} errors={told} onChange={(typed) => change({ typed })} />
        <MatchFields match={draft.match} isOfProblems={false} errors={told} onChange={(match) => change({ match })} />
        <TextField
          label={at('rules.runbook')}
          hint={at('rules.runbookHint')}
          value={draft.runbook}
          most={mostOfRunbook}
          error={errorAt(told, 'runbook')}
          onChange={(runbook) => change({ runbook })}
        />
        <PreviewPart body={body} kind={draft.kind} onInvalid={setInvalid} />
        <Submit label={at('common.save')} isBusy={isBusy} waitSeconds={waitSeconds} />
        {rule && <RemoveRule rule={rule} onDone={onDone} onClose={onClose} />}
      </form>
    </PageDialog>
  );
}
