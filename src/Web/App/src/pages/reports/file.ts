import * as read from '../../contract/read';

export const filePath = (id: string): string => `/api/export/files/${encodeURIComponent(id)}`;

/** The page of a file, to which messages link. */
export const filePagePath = (id: string): string => `/reports/${encodeURIComponent(id)}`;

/** The file of a report that was made. */
export interface ReportFile {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly madeAtMs: number;
  readonly endsAtMs: number;
  readonly bytes: number;
}

export function parseFile(sent: unknown): ReportFile {
  const from = read.fields(sent, 'file');
  return {
    id: read.text(from, 'id'),
    title: read.text(from, 'title'),
    sources: read.list(from, 'sources'),
    fromMs: read.time(from, 'from'),
    toMs: read.time(from, 'to'),
    madeAtMs: read.time(from, 'madeAt'),
    endsAtMs: read.time(from, 'endsAt'),
    bytes: read.number(from, 'bytes'),
  };
}
