import { useEffect, useState } from 'preact/hooks';
import { fetchFile } from '../../connection/fileApi';
import { saveFile } from '../../kit/saveFile';
import { formatBytes, timeZone } from '../../text/format';
import { t } from '../../text/text';
import { hostFailureText } from '../hostFailureText';
import type { PageActions } from '../scene';

/** What can be had: the tables of the pages, and reports. */
export type ExportTable = 'runs' | 'history' | 'problems' | 'audit' | 'period' | 'incident' | 'dashboard' | 'scheduled';

export const exportFormats = ['csv', 'xlsx', 'json', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Something on the page that can be had as a file. */
export interface Exportable {
  readonly table: ExportTable;
  /** Where the host has it, below `/api/export`; the name of the table by itself. */
  readonly place?: string | undefined;
  readonly formats?: readonly ExportFormat[] | undefined;
  /** What narrows it now, as the page itself asks for it. */
  query(): URLSearchParams;
}

/** An export under way. */
export interface Transfer {
  readonly table: ExportTable;
  /** How much has come; 0 while it waits for its turn. */
  readonly bytes: number;
  cancel(): void;
}

let transfer: Transfer | null = null;
const listeners = new Set<() => void>();
const offered = new Set<() => readonly Exportable[]>();

/** Lets the command palette offer what a page does, too, until it is taken back. */
export function offer(exportables: () => readonly Exportable[]): () => void {
  offered.add(exportables);
  return () => offered.delete(exportables);
}

/** What can be had as a file now, in each of its formats. */
export const offeredExports = (): readonly Choice[] => choices([...offered].flatMap((exportables) => exportables()));

type Choice = readonly [exportable: Exportable, format: ExportFormat];

export const choices = (all: readonly Exportable[]): readonly Choice[] =>
  all.flatMap((exportable) => (exportable.formats ?? exportFormats).map((format) => [exportable, format] as const));

/** The export under way; null while nothing is exported. */
export function useTransfer(): Transfer | null {
  const [shown, setShown] = useState(transfer);
  useEffect(() => {
    const show = () => setShown(transfer);
    listeners.add(show);
    show();
    return () => listeners.delete(show);
  }, []);
  return shown;
}

/** Fetches a file and hands it to the browser. One at a time: the host has one place for each person. */
export async function startExport(
  { table, place = table, query }: Exportable,
  format: ExportFormat,
  actions: Pick<PageActions, 'say'>,
): Promise<void> {
  if (transfer) {
    actions.say(t('export.busy'), 'failed');
    return;
  }
  const abort = new AbortController();
  const show = (bytes: number) => change({ table, bytes, cancel: () => abort.abort() });
  show(0);
  const answer = await fetchFile(pathOf(place, format, query()), show, abort.signal);
  const isBegun = bytesOf(transfer) > 0;
  change(null);
  if (answer?.kind === 'done') {
    const { content, name } = answer.value;
    saveFile(content, name);
    actions.say(t('export.done', { name, size: formatBytes(content.size) }));
  } else if (answer) {
    actions.say(answer.kind === 'unreachable' && isBegun ? t('export.broken') : hostFailureText(answer), 'failed');
  }
}

const bytesOf = (under: Transfer | null): number => under?.bytes ?? 0;

function change(to: Transfer | null): void {
  transfer = to;
  for (const listener of listeners) {
    listener();
  }
}

/** Local times stand in the zone that the page shows. */
export function pathOf(place: string, format: ExportFormat, query: URLSearchParams): string {
  query.set('zone', timeZone() === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone);
  return `/api/export/${place}.${format}?${query}`;
}
