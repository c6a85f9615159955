import { useState } from 'preact/hooks';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { SelectField } from '../../../kit/fields/SelectField';
import { isolated } from '../../../text/isolated';
import { at } from '../text';
import { ExplanationText } from './ExplanationText';
import type { Rule } from './rule';
import { nameOf } from './ruleText';

interface Props {
  readonly rule: Rule;
  onClose(): void;
}

/** Why a rule does or does not fire now, for a daemon or one of its pipelines. */
export function RuleExplainDialog({ rule, onClose }: Props) {
  const { state } = useScene();
  const sources = [...state.sources.keys()];
  const [source, setSource] = useState(rule.match.sources.find((name) => state.sources.has(name)) ?? sources[0] ?? '');
  const [pipeline, setPipeline] = useState('');
  const pipelines = [...(state.sources.get(source)?.pipelines.values.values() ?? [])];
  return (
    <PageDialog title={at('explain.title')} onClose={onClose}>
      <div class="dialog-form">
        <p class="list-hint">{isolated(nameOf(rule))}</p>
        {sources.length === 0 ? (
          <p class="quiet">{at('explain.noSource')}</p>
        ) : (
          <>
            <div class="field-pair">
              <SelectField
                label={at('explain.source')}
                value={source}
                options={sources.map((name) => [name, isolated(name)])}
                onChange={(name) => {
                  setSource(name);
                  setPipeline('');
                }}
              />
              <SelectField
                label={at('explain.pipeline')}
                value={pipeline}
                options={[['', at('explain.daemonItself')], ...pipelines.map(({ id, name }) => [id, isolated(name)] as const)]}
                onChange={setPipeline}
              />
            </div>
            <ExplanationText rule={rule.id} source={source} pipeline={pipeline || null} />
          </>
        )}
      </div>
    </PageDialog>
  );
}
