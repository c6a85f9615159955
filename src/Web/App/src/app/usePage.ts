import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageEntry } from './page';

/** What draws a page, or how far it is on its way. */
export type PageLoad =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly Page: ComponentType }
  | { readonly kind: 'failed'; retry(): void };

const loaded = new WeakMap<PageEntry, ComponentType>();

interface Try {
  readonly entry: PageEntry;
  readonly hasFailed: boolean;
}

/** Fetches what draws a page when it is first opened, and keeps it. */
export function usePage(entry: PageEntry): PageLoad {
  const [newest, setTry] = useState<Try>({ entry, hasFailed: false });
  const hasFailed = newest.entry === entry && newest.hasFailed;
  useEffect(() => {
    if (hasFailed || loaded.has(entry)) {
      return;
    }
    let isWanted = true;
    const done = (failed: boolean) => isWanted && setTry({ entry, hasFailed: failed });
    entry.load().then(
      (Page) => {
        loaded.set(entry, Page);
        done(false);
      },
      (error: unknown) => {
        done(true);
        // To the console, and to a page on a wall, which reloads itself after an error.
        reportError(error);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [entry, hasFailed]);
  const Page = loaded.get(entry);
  if (Page) {
    return { kind: 'loaded', Page };
  }
  return hasFailed ? { kind: 'failed', retry: () => setTry({ entry, hasFailed: false }) } : { kind: 'loading' };
}
