import { dt } from '../text';
import { type Dashboard, mostOfTitle } from './document';

/** A copy of one's own of a dashboard, not stored yet: nobody else sees it. */
export const copyOf = (dashboard: Dashboard): Dashboard => ({
  ...dashboard,
  id: '',
  owner: '',
  version: 0,
  visibility: 'private',
  title: dt('menu.copyOf', { title: dashboard.title })
    .replaceAll(/[\u2066-\u2069]/g, '')
    .slice(0, mostOfTitle),
});
