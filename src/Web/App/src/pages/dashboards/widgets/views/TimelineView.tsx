import { useCallback } from 'preact/hooks';
import { useScene } from '../../../../app/scene';
import type { PastRun } from '../../../../contract/runs';
import { Timeline } from '../../../../panels/timeline/Timeline';
import { fittingRange } from '../../../../state/lanes';
import { holdsPipeline } from '../../../../state/patterns';
import { numberIn } from '../../model/options';
import { subjectsOf } from '../../model/subjects';
import type { WidgetViewProps } from '../drawings';

export function TimelineView({ options, shown }: WidgetViewProps) {
  const { views, nowMs } = useScene();
  const hours = numberIn(options, 'hours', 1, 168, null);
  const { pipelines } = subjectsOf(options);
  const key = pipelines.join('\n');
  const holds = useCallback(
    ({ pipelineId, pipelineName }: PastRun) => pipelines.length === 0 || holdsPipeline(pipelines, pipelineId, pipelineName),
    [key],
  );
  const range = hours === null ? (shown.range ?? fittingRange(views, nowMs)) : ({ kind: 'live', span: `${hours}h` } as const);
  return <Timeline shown={{ ...shown, range }} holds={holds} />;
}
