import { useEffect, useState } from 'preact/hooks';
import type { WidgetDrawing, WidgetView } from '../widgets/drawings';

/** What draws a widget, or how far it is on its way. */
export type ViewLoad =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly View: WidgetView }
  | { readonly kind: 'failed'; retry(): void };

const loaded = new Map<string, WidgetView>();

/** Fetches what draws a type of widget when it is first needed, and keeps it. */
export function useView(type: string, drawing: WidgetDrawing): ViewLoad {
  const [failed, setFailed] = useState<string | null>(null);
  const [, setDrawn] = useState(0);
  const hasFailed = failed === type;
  useEffect(() => {
    if (hasFailed || loaded.has(type)) {
      return;
    }
    let isWanted = true;
    drawing.load().then(
      (View) => {
        loaded.set(type, View);
        if (isWanted) {
          setDrawn((before) => before + 1);
        }
      },
      (error: unknown) => {
        if (isWanted) {
          setFailed(type);
        }
        // To the console, and to a page on a wall, which reloads itself after an error.
        reportError(error);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [type, hasFailed]);
  const View = loaded.get(type);
  return View ? { kind: 'loaded', View } : hasFailed ? { kind: 'failed', retry: () => setFailed(null) } : { kind: 'loading' };
}
