import { addressOf } from '../contract/address';

/**
 * Where to go once signed in: the address that the page was asked to return to, if it is one of this origin, otherwise the dashboard.
 * Taken apart as the browser would, which ignores tabs and line ends and takes `\` for `/`.
 */
export function returnUrl(search: string, origin: string): string {
  const asked = new URLSearchParams(search).get('returnUrl') ?? addressOf('/');
  const home = `${origin}${addressOf('/')}`;
  if (!asked.startsWith('/') || !URL.canParse(asked, origin)) {
    return home;
  }
  const url = new URL(asked, origin);
  return url.origin === origin && url.pathname !== addressOf('/login') ? url.href : home;
}
