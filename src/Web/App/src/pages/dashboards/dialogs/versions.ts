import { askHost, type HostAnswer } from '../../../connection/hostApi';
import * as read from '../../../contract/read';
import { isolated } from '../../../text/isolated';
import { type Dashboard, parseDashboard } from '../model/document';
import { typeName } from '../model/names';
import { versionsPath } from '../model/paths';
import { gt } from './text';

/** Something that changed from one version to the next. */
export interface Change {
  /** Such as `added`; one of a later version reads as something else. */
  readonly kind: string;
  /** The widget's type and title; null if it concerns no widget. */
  readonly type: string | null;
  readonly title: string | null;
  /** The version that was restored. */
  readonly from: number | null;
}

export interface Version {
  readonly version: number;
  readonly atMs: number | null;
  readonly by: string | null;
  readonly changes: readonly Change[];
}

/** The newest first. */
export const parseVersions = (sent: unknown): readonly Version[] =>
  read.items(read.fields(sent, 'versions'), 'versions', (one) => {
    const from = read.fields(one, 'version');
    return {
      version: read.number(from, 'version'),
      atMs: read.timeOrNull(from, 'at'),
      by: read.textOrNull(from, 'by'),
      changes: read.items(from, 'changes', parseChange),
    };
  });

function parseChange(sent: unknown): Change {
  const from = read.fields(sent, 'change');
  return {
    kind: read.text(from, 'kind'),
    type: read.textOrNull(from, 'type'),
    title: read.textOrNull(from, 'title'),
    from: read.numberOrNull(from, 'from'),
  };
}

/** Stores an older version as the newest one; `newest`: the one that it takes the place of. */
export const restoreVersion = (id: string, version: number, newest: number): Promise<HostAnswer<Dashboard>> =>
  askHost(`${versionsPath(id)}/${version}/restore`, parseDashboard, { method: 'POST', body: {}, ifMatch: newest });

export function changeText({ kind, type, title, from }: Change): string {
  const what = isolated(title || typeName(type ?? ''));
  switch (kind) {
    case 'added':
    case 'removed':
    case 'changed':
    case 'moved':
      return gt(`versions.${kind}`, { what });
    case 'title':
      return gt('versions.titleChange');
    case 'range':
      return gt('versions.range');
    case 'sharing':
      return gt('versions.sharing');
    case 'restored':
      return gt('versions.restoredFrom', { from: from ?? '?' });
    default:
      return gt('versions.other');
  }
}
