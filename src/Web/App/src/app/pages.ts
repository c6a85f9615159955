import type { PageEntry } from './page';

/**
 * The pages of the application, in the order of the menu. The router, the menu, the command palette and the host (which answers 404 for
 * an address that is not here) read this list: a new page is a folder below `pages/` and an entry here.
 */
export const pages: readonly PageEntry[] = [
  {
    path: '/',
    title: 'pages.dashboard',
    icon: 'dashboard',
    role: 'viewer',
    isListed: true,
    keeps: ['source', 'run', 'kiosk', 'range'],
    load: async () => (await import('../pages/dashboard/DashboardPage')).DashboardPage,
  },
  {
    path: '/runs',
    title: 'runs.title',
    icon: 'log',
    role: 'viewer',
    isListed: true,
    keeps: ['source', 'run', 'range', 'query'],
    load: async () => (await import('../pages/runs/RunsPage')).RunsPage,
  },
  {
    path: '/pipelines/:source/:id',
    title: 'pipeline.title',
    icon: 'run',
    role: 'viewer',
    isListed: false,
    keeps: ['run', 'range', 'query'],
    load: async () => (await import('../pages/pipeline/PipelinePage')).PipelinePage,
  },
  {
    path: '/connections',
    title: 'connections.title',
    icon: 'link',
    role: 'admin',
    isListed: true,
    keeps: [],
    load: async () => (await import('../pages/connections/ConnectionsPage')).ConnectionsPage,
  },
  {
    path: '/people',
    title: 'people.title',
    icon: 'people',
    role: 'admin',
    isListed: true,
    keeps: [],
    load: async () => (await import('../pages/people/PeoplePage')).PeoplePage,
  },
  {
    path: '/tokens',
    title: 'tokens.title',
    icon: 'key',
    role: 'admin',
    isListed: true,
    keeps: [],
    load: async () => (await import('../pages/tokens/TokensPage')).TokensPage,
  },
  {
    path: '/history',
    title: 'historyState.title',
    icon: 'stale',
    role: 'admin',
    isListed: true,
    keeps: [],
    load: async () => (await import('../pages/history/HistoryPage')).HistoryPage,
  },
  {
    path: '/audit',
    title: 'audit.title',
    icon: 'log',
    role: 'admin',
    isListed: true,
    keeps: [],
    load: async () => (await import('../pages/audit/AuditPage')).AuditPage,
  },
  {
    path: '/account',
    title: 'own.title',
    icon: 'user',
    role: null,
    isListed: true,
    keeps: [],
    load: async () => (await import('../pages/account/OwnAccountPage')).OwnAccountPage,
  },
];
