import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/text';
import { type Overlay, useScene } from './scene';
import { useShortcuts } from './shortcuts/useShortcuts';

type OverlayView = ComponentType<{ readonly onClose: () => void }>;

/** Loaded when they are first needed, or once the page has come to rest. */
const views: Readonly<Record<Overlay, () => Promise<OverlayView>>> = {
  palette: async () => (await import('./palette/Palette')).Palette,
  shortcuts: async () => (await import('./shortcuts/ShortcutSheet')).ShortcutSheet,
};

/** Whoever opens the palette types on at once: keys that come before it is there would be lost. */
const paletteAheadMs = 3000;

/** What lies over the page, and the keys that open it. */
export function Overlays() {
  const scene = useScene();
  const { overlay, actions } = scene;
  useShortcuts(scene);
  const [loaded, setLoaded] = useState<{ readonly overlay: Overlay; readonly View: OverlayView } | null>(null);
  useEffect(() => {
    if (overlay && loaded?.overlay !== overlay) {
      views[overlay]().then(
        (View) => setLoaded({ overlay, View }),
        () => {
          // The host cannot be reached, or is of another version by now, which no longer has that file.
          actions.open(null);
          actions.say(t('run.notLoaded'), 'failed');
        },
      );
    }
  }, [overlay, loaded]);
  useEffect(() => {
    const ahead = setTimeout(() => {
      // Where that fails it is tried again, and said, when the palette is asked for.
      views.palette().catch(() => undefined);
    }, paletteAheadMs);
    return () => clearTimeout(ahead);
  }, []);
  // Closing says so after what was chosen may have opened another.
  const close = () => overlay && actions.open(null);
  return overlay && loaded?.overlay === overlay ? <loaded.View onClose={close} /> : null;
}
