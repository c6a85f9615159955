import * as read from '../../../contract/read';

export const dashboardsPath = '/api/dashboards';

/** The dashboards that a screen can show: those that are shared and those of files, as id and title. */
export const parseShowable = (sent: unknown): readonly (readonly [id: string, title: string])[] =>
  read
    .items(read.fields(sent, 'dashboards'), 'dashboards', parseOne)
    .flatMap(({ id, title, isShared }) => (isShared ? [[id, title] as const] : []));

function parseOne(sent: unknown) {
  const from = read.fields(sent, 'dashboard');
  return {
    id: read.text(from, 'id'),
    title: read.text(from, 'title'),
    isShared: from.provisioned === true || read.textOrNull(from, 'visibility') !== 'private',
  };
}

/** What a screen shows by turns; without ids the live page. */
export interface Content {
  readonly ids: readonly string[];
  /** As it was entered. */
  readonly seconds: string;
}

export const livePage: Content = { ids: [], seconds: '30' };

/** How long each is shown; null: what was entered is no such number. One alone needs none. */
export function secondsOf({ ids, seconds }: Content): number | null {
  const number = ids.length < 2 ? 30 : Number(seconds.trim() || Number.NaN);
  return Number.isInteger(number) && number >= 5 && number <= 3600 ? number : null;
}
