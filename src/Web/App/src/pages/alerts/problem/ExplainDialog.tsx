import { PageDialog } from '../../../app/PageDialog';
import type { Problem } from '../../../contract/messages';
import { Foreign } from '../../../kit/Foreign';
import { ExplanationText } from '../rules/ExplanationText';
import { at } from '../text';

interface Props {
  readonly problem: Problem;
  onClose(): void;
}

/** Why the rule of a problem fires, as of now. */
export const ExplainDialog = ({ problem, onClose }: Props) => (
  <PageDialog title={at('explain.title')} onClose={onClose}>
    <div class="dialog-form">
      <p class="list-hint">
        <Foreign text={problem.title} />
      </p>
      <ExplanationText rule={problem.ruleId ?? problem.kind} source={problem.source} pipeline={problem.pipelineId} />
    </div>
  </PageDialog>
);
