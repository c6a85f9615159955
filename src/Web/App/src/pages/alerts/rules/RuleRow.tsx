import { useEffect } from 'preact/hooks';
import { hostFailureText } from '../../../app/hostFailureText';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { tellHost } from '../../../connection/hostApi';
import { Foreign } from '../../../kit/Foreign';
import { RowButton } from '../../../kit/RowButton';
import { isolated } from '../../../text/isolated';
import { MatchText } from '../MatchText';
import { at } from '../text';
import { bodyOfRule, type Rule, rulePath } from './rule';
import { nameOf, settingsText } from './ruleText';

const pills = { critical: 'pill-failed', warning: 'pill-stale', info: 'pill-running' } as const;

export interface RuleRowProps {
  readonly mayChange: boolean;
  onEdit(rule: Rule): void;
  onExplain(rule: Rule): void;
  onChanged(): void;
}

/** A rule, with its switch. */
export function RuleRow({ rule, mayChange, onEdit, onExplain, onChanged }: RuleRowProps & { readonly rule: Rule }) {
  const name = nameOf(rule);
  const settings = settingsText(rule);
  return (
    <tr class={rule.isEnabled ? '' : 'is-off'}>
      <td data-label={at('rules.name')}>
        <span>
          <span class="list-name">
            <Foreign text={name} />
          </span>
          {settings.length > 0 && (
            <span class="list-detail">
              <Foreign text={settings.join(' · ')} />
            </span>
          )}
          {rule.runbook !== null && <Runbook text={rule.runbook} />}
        </span>
      </td>
      <td data-label={at('rules.severity')}>
        <span class={`pill ${pills[rule.severity]}`}>{at(`severity.${rule.severity}`)}</span>
      </td>
      <td data-label={at('rules.concerned')}>
        <MatchText match={rule.match} />
      </td>
      <td data-label={at('rules.on')}>
        {mayChange ? (
          <Switch rule={rule} name={name} onChanged={onChanged} />
        ) : (
          <span>{at(rule.isEnabled ? 'rules.isOn' : 'rules.isOff')}</span>
        )}
      </td>
      <td class="list-actions">
        <span class="list-buttons">
          <RowButton text={at('explain.button')} of={name} onChoose={() => onExplain(rule)} />
          {mayChange && <RowButton text={at('common.edit')} of={name} onChoose={() => onEdit(rule)} />}
        </span>
      </td>
    </tr>
  );
}

/** A link where it is one: only to the web. */
function Runbook({ text }: { readonly text: string }) {
  const isLink = /^https?:\/\/\S+$/.test(text);
  return (
    <span class="list-detail">
      {at('rules.runbook')}:{' '}
      {isLink ? (
        <a href={text} target="_blank" rel="noreferrer">
          <Foreign text={text} />
        </a>
      ) : (
        <Foreign text={text} />
      )}
    </span>
  );
}

function Switch({ rule, name, onChanged }: { readonly rule: Rule; readonly name: string; onChanged(): void }) {
  const { actions } = useScene();
  const { isBusy, failure, run } = useHostAction();
  useEffect(() => {
    if (failure) {
      actions.say(hostFailureText(failure), 'failed');
      onChanged();
    }
  }, [failure]);
  const isEnabled = !rule.isEnabled;
  const toggle = () =>
    run(
      () => tellHost(rulePath(rule.id), { method: 'PUT', body: bodyOfRule({ ...rule, isEnabled }) }),
      () => {
        actions.say(at(isEnabled ? 'rules.turnedOn' : 'rules.turnedOff', { name }));
        onChanged();
      },
    );
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={rule.isEnabled}
      aria-busy={isBusy}
      aria-label={`${at('rules.on')}: ${isolated(name)}`}
      onClick={toggle}
    >
      <span class="switch-knob" />
    </button>
  );
}
