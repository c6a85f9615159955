import type { Problem } from '../../contract/messages';
import type { IconName } from '../../kit/Icon';
import { kinds } from '../../state/problemKinds';
import { subjectOf } from '../../state/problems';
import type { SourceView } from '../../state/sourceView';
import { at } from './text';

export { kinds };
export type Kind = (typeof kinds)[number];

export const knownKind = (kind: string): Kind | null => kinds.find((known) => known === kind) ?? null;

/** A kind in words; the hub's own name for one that the page does not know. */
export function kindText(kind: string): string {
  const known = knownKind(kind);
  return known ? at(`kind.${known}`) : kind;
}

const icons: Readonly<Partial<Record<Kind, IconName>>> = {
  unreachable: 'down',
  component: 'down',
  failing: 'down',
  slow: 'slow',
  stuck: 'pause',
  'missed-start': 'pending',
  'late-finish': 'slow',
  vanished: 'unknown',
};

export function iconOf(kind: string): IconName {
  const known = knownKind(kind);
  return (known && icons[known]) ?? 'warn';
}

/** What a problem is about and what is wrong with it, in the language in use; only the hub's own sentence where the page has no words for its kind. */
export interface Words {
  readonly subject: string;
  readonly what: string | null;
}

/** Kinds whose sentence holds more than their subject, such as a limit: the hub words it. */
const wordedByHub = ['threshold', 'flapping', 'own-network', 'history-paused', 'channel-broken'] as const;
type WordedHere = Exclude<Kind, (typeof wordedByHub)[number]>;

const isWordedHere = (kind: Kind | null): kind is WordedHere => kind !== null && !wordedByHub.some((one) => one === kind);

/** What a rule of a kind would have opened, in the language in use; null where the hub words it. */
export const wordsOfKind = (kind: string): string | null => {
  const known = knownKind(kind);
  return isWordedHere(known) ? at(`what.${known}`) : null;
};

export function wordsOf(sources: ReadonlyMap<string, SourceView>, problem: Problem): Words {
  const kind = knownKind(problem.kind);
  if (!isWordedHere(kind)) {
    return { subject: problem.title, what: null };
  }
  const isSeveral = kind === 'failing' && (problem.count ?? 1) > 1;
  return {
    subject: subjectOf(sources, problem),
    what: isSeveral ? at('what.inARow', { count: problem.count ?? 1 }) : at(`what.${kind}`),
  };
}
