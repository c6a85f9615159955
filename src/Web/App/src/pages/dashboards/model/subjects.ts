import { fits, holdsPipeline } from '../../../state/patterns';
import type { SourceView } from '../../../state/sourceView';
import type { Options } from './document';
import { listIn } from './options';

/** What a widget is about: daemons and pipelines by name or pattern. An empty list means all of them. */
export interface Subjects {
  readonly sources: readonly string[];
  readonly pipelines: readonly string[];
}

export const subjectsOf = (options: Options): Subjects => ({
  sources: listIn(options, 'sources'),
  pipelines: listIn(options, 'pipelines'),
});

/** The daemons that a widget is about, as far as they are in sight, so that one that appears is there by itself. */
export const matching = (views: readonly SourceView[], patterns: readonly string[]): readonly SourceView[] =>
  patterns.length === 0 ? views : views.filter(({ name }) => patterns.some((pattern) => fits(pattern, name)));

/** The patterns that no daemon fits: what they name is gone, or not for this person. */
export const missingOf = (views: readonly SourceView[], patterns: readonly string[]): readonly string[] =>
  patterns.filter((pattern) => !views.some(({ name }) => fits(pattern, name)));

/** Whether a daemon knows a pipeline that is meant. */
export const hasPipeline = ({ pipelines, executions }: SourceView, patterns: readonly string[]): boolean =>
  [...pipelines.values.values()].some(({ id, name }) => holdsPipeline(patterns, id, name)) ||
  [...executions.values()].some(({ pipelineId, pipelineName }) => holdsPipeline(patterns, pipelineId, pipelineName));

/** Only what concerns the pipelines that are meant. The same object for as long as the daemon's is, so that nothing is worked out twice. */
export function narrowedTo(view: SourceView, patterns: readonly string[]): SourceView {
  if (patterns.length === 0) {
    return view;
  }
  const key = patterns.join('\n');
  const known = memo.get(view)?.get(key);
  if (known) {
    return known;
  }
  const narrowed: SourceView = {
    ...view,
    executions: only(view.executions, key, ({ pipelineId, pipelineName }) => holdsPipeline(patterns, pipelineId, pipelineName)),
    outOfView: only(view.outOfView, key, ({ pipelineId, pipelineName }) => holdsPipeline(patterns, pipelineId, pipelineName)),
    pipelines: {
      ...view.pipelines,
      values: only(view.pipelines.values, key, ({ id, name }) => holdsPipeline(patterns, id, name)),
    },
    problems: {
      ...view.problems,
      values: only(view.problems.values, key, ({ pipelineId, pipelineName }) =>
        holdsPipeline(patterns, pipelineId, pipelineName),
      ),
    },
  };
  memo.set(view, (memo.get(view) ?? new Map<string, SourceView>()).set(key, narrowed));
  return narrowed;
}

const memo = new WeakMap<SourceView, Map<string, SourceView>>();
const parts = new WeakMap<object, Map<string, unknown>>();

/** The same part for as long as the whole is the same: what is worked out of it is kept by it. */
function only<T>(values: ReadonlyMap<string, T>, key: string, holds: (value: T) => boolean): ReadonlyMap<string, T> {
  const ofWhole = parts.get(values) ?? new Map<string, unknown>();
  parts.set(values, ofWhole);
  const known = ofWhole.get(key) as ReadonlyMap<string, T> | undefined;
  if (known) {
    return known;
  }
  const part = new Map([...values].filter(([, value]) => holds(value)));
  ofWhole.set(key, part);
  return part;
}
