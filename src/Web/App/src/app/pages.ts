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
    load: async () => (await import('../pages/dashboard/DashboardPage')).DashboardPage,
  },
  {
    path: '/connections',
    title: 'connections.title',
    icon: 'link',
    role: 'admin',
    isListed: true,
    load: async () => (await import('../pages/connections/ConnectionsPage')).ConnectionsPage,
  },
  {
    path: '/people',
    title: 'people.title',
    icon: 'people',
    role: 'admin',
    isListed: true,
    load: async () => (await import('../pages/people/PeoplePage')).PeoplePage,
  },
  {
    path: '/tokens',
    title: 'tokens.title',
    icon: 'key',
    role: 'admin',
    isListed: true,
    load: async () => (await import('../pages/tokens/TokensPage')).TokensPage,
  },
  {
    path: '/audit',
    title: 'audit.title',
    icon: 'log',
    role: 'admin',
    isListed: true,
    load: async () => (await import('../pages/audit/AuditPage')).AuditPage,
  },
  {
    path: '/account',
    title: 'own.title',
    icon: 'user',
    role: null,
    isListed: true,
    load: async () => (await import('../pages/account/OwnAccountPage')).OwnAccountPage,
  },
];
