import * as read from '../../../contract/read';
import { type Dashboard, parseDashboard } from '../model/document';

export const templatesPath = '/api/dashboards/templates';

/** A dashboard to begin with. */
export interface Template {
  readonly name: string;
  readonly document: Dashboard;
}

export const parseTemplates = (sent: unknown): readonly Template[] =>
  read.items(read.fields(sent, 'templates'), 'templates', (one) => {
    const from = read.fields(one, 'template');
    return { name: read.text(from, 'name'), document: parseDashboard(from.document) };
  });

export const emptyDashboard: Dashboard = parseDashboard({ title: '', widgets: [] });
