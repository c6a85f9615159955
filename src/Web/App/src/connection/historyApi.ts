import { type History, parseHistories } from '../contract/history';
import type { AskFailure } from '../state/history/failure';
import type { Question } from '../state/history/HistoryStore';
import { failureOf, getJson } from './getJson';

/** The most daemons that one request may name. */
const mostSources = 20;

/** What was in a time. Never rejects: why there is no answer is one too. */
export async function fetchHistory(question: Question): Promise<readonly History[] | AskFailure> {
  try {
    const groups = inGroups(question.sources, mostSources);
    const answers = await Promise.all(groups.map((sources) => getJson(addressOf({ ...question, sources }), parseHistories)));
    return answers.flat();
  } catch (error) {
    return failureOf(error);
  }
}

const addressOf = (question: Question): string => `/api/history?${historyQuery(question)}`;

/** What is asked of history, for a query of the host. */
export function historyQuery({ sources, fromMs, toMs, points, figures }: Question): URLSearchParams {
  const query = new URLSearchParams(sources.map((source) => ['source', source]));
  query.set('figures', figures.join(','));
  query.set('from', new Date(fromMs).toISOString());
  query.set('to', new Date(toMs).toISOString());
  query.set('points', String(points));
  return query;
}

function inGroups<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const groups: (readonly T[])[] = [];
  for (let from = 0; from < all.length; from += most) {
    groups.push(all.slice(from, from + most));
  }
  return groups;
}
