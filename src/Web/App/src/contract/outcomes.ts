import { numbersOrNull, sized } from './history';
import * as read from './read';

/** What `GET /api/runs/outcomes` returns: at each minute of the last hour, how many runs had ended within the 24 hours before. */
export interface RunOutcomes {
  /** The minutes, oldest first. */
  readonly at: readonly number[];
  /** By the daemon's name, with a count for each minute; null where nothing is known. */
  readonly sources: ReadonlyMap<string, OutcomeColumns>;
}

export interface OutcomeColumns {
  readonly succeeded: readonly (number | null)[];
  readonly failed: readonly (number | null)[];
}

export function parseOutcomes(sent: unknown): RunOutcomes {
  const from = read.fields(sent, 'outcomes');
  const at = numbersOrNull(from, 'at').filter((one) => one !== null);
  const sources = read.items(from, 'sources', (entry): [string, OutcomeColumns] => {
    const columns = read.fields(entry, 'source');
    const column = (name: string) => sized(numbersOrNull(columns, name), at.length, name);
    return [read.text(columns, 'source'), { succeeded: column('succeeded'), failed: column('failed') }];
  });
  return { at, sources: new Map(sources) };
}
