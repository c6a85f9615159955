import * as read from '../../contract/read';

export const titlesPath = '/api/dashboards';

/** The titles of the dashboards that somebody may see, by their ids. */
export type Titles = ReadonlyMap<string, string>;

export const parseTitles = (sent: unknown): Titles =>
  new Map(
    read.items(read.fields(sent, 'dashboards'), 'dashboards', (entry) => {
      const from = read.fields(entry, 'dashboard');
      return [read.text(from, 'id'), read.text(from, 'title')] as const;
    }),
  );
