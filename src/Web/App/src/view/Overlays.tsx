import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { reasonOf } from '../connection/hubLink';
import { type Overlay, useScene } from './scene';
import { useShortcuts } from './shortcuts/useShortcuts';

type OverlayView = ComponentType<{ readonly onClose: () => void }>;

/** Loaded when they are first needed. */
const views: Readonly<Record<Overlay, () => Promise<OverlayView>>> = {
  palette: async () => (await import('./palette/Palette')).Palette,
  shortcuts: async () => (await import('./shortcuts/ShortcutSheet')).ShortcutSheet,
};

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
        (error: unknown) => {
          actions.open(null);
          actions.say(reasonOf(error), 'failed');
        },
      );
    }
  }, [overlay, loaded]);
  // Closing says so after what was chosen may have opened another.
  const close = () => overlay && actions.open(null);
  return overlay && loaded?.overlay === overlay ? <loaded.View onClose={close} /> : null;
}
