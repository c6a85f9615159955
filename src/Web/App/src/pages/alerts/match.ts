import type { Problem } from '../../contract/messages';
import * as read from '../../contract/read';
import { holdsPipeline } from '../../state/patterns';

/** What a rule, route or silence concerns. An empty list concerns everything. */
export interface Match {
  readonly severities: readonly string[];
  readonly sources: readonly string[];
  /** Patterns of names and ids: `*` stands for any text, `?` for one character; case does not matter. */
  readonly pipelines: readonly string[];
  readonly kinds: readonly string[];
}

export const everything: Match = { severities: [], sources: [], pipelines: [], kinds: [] };

export function parseMatch(from: read.Fields): Match {
  const match = read.fields(from.match ?? {}, 'match');
  return {
    severities: read.list(match, 'severities'),
    sources: read.list(match, 'sources'),
    pipelines: read.list(match, 'pipelines'),
    kinds: read.list(match, 'kinds'),
  };
}

/** What concerns a problem and others like it. */
export const ofProblem = ({ source, pipelineId, pipelineName, kind }: Problem): Match => ({
  severities: [],
  sources: [source],
  pipelines: [pipelineName || pipelineId].filter((name): name is string => Boolean(name)).map(withoutWildcards),
  kinds: [kind],
});

/** A name as a pattern: a star of its own would stand for any text, so that one character stands in its place. */
const withoutWildcards = (name: string): string => name.replaceAll('*', '?');

/** Whether a problem is concerned. One without a pipeline is held by no pattern. */
export const concerns = (match: Match, problem: Problem): boolean =>
  includes(match.severities, problem.severity) &&
  includes(match.sources, problem.source) &&
  includes(match.kinds, problem.kind) &&
  (match.pipelines.length === 0 || holdsPipeline(match.pipelines, problem.pipelineId, problem.pipelineName));

const includes = (list: readonly string[], value: string): boolean => list.length === 0 || list.includes(value);
