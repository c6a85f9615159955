import * as read from '../../../contract/read';
import { type Dashboard, parseDashboard } from '../model/document';

export const importPath = '/api/dashboards/import';

/** A part of an imported dashboard that matches nothing that the person can see. */
export interface Unmatched {
  /** The widget's id. */
  readonly widget: string;
  /** `source`, `pipeline` or `type`. */
  readonly what: string;
  readonly value: string;
}

export interface Imported {
  readonly dashboard: Dashboard;
  readonly unmatched: readonly Unmatched[];
}

export function parseImported(sent: unknown): Imported {
  const from = read.fields(sent, 'import');
  return { dashboard: parseDashboard(from.dashboard), unmatched: read.items(from, 'unmatched', parseUnmatched) };
}

function parseUnmatched(sent: unknown): Unmatched {
  const from = read.fields(sent, 'unmatched');
  return { widget: read.textOrNull(from, 'widget') ?? '', what: read.text(from, 'what'), value: read.text(from, 'value') };
}
