import { hostFailureText } from '../../../app/hostFailureText';
import { useScene } from '../../../app/scene';
import { tellHost } from '../../../connection/hostApi';
import { AskFirst } from '../../../kit/AskFirst';
import { at } from '../text';
import { type Rule, rulePath } from './rule';

interface Props {
  readonly rule: Rule;
  onDone(): void;
  onClose(): void;
}

/** Deletes a rule of one's own, or gives a built-in one its first settings back. */
export function RemoveRule({ rule, onDone, onClose }: Props) {
  const { actions } = useScene();
  const remove = async () => {
    const answer = await tellHost(rulePath(rule.id), { method: 'DELETE' });
    if (answer.kind === 'done') {
      actions.say(at(rule.isBuiltIn ? 'rules.reset' : 'rules.deleted'));
      onDone();
      onClose();
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  return (
    <div class="dialog-actions">
      <AskFirst
        kind="btn-outline-danger"
        question={at(rule.isBuiltIn ? 'rules.resetSure' : 'rules.deleteSure')}
        yes={at(rule.isBuiltIn ? 'rules.resetYes' : 'common.deleteYes')}
        isOff={false}
        onYes={() => void remove()}
      >
        {at(rule.isBuiltIn ? 'rules.resetButton' : 'common.delete')}
      </AskFirst>
    </div>
  );
}
