import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/text';
import { type Overlay, useScene } from './scene';
import { useShortcuts } from './shortcuts/useShortcuts';

type OverlayView = ComponentType<{ readonly onClose: () => void }>;

/** Loaded when they are first opened; the palette a few seconds after the start if nobody opened it before. */
const views: Readonly<Record<Overlay, () => Promise<OverlayView>>> = {
  palette: async () => (await import('./palette/Palette')).Palette,
  shortcuts: async () => (await import('./shortcuts/ShortcutSheet')).ShortcutSheet,
  views: async () => (await import('./views/SavedViews')).SavedViews,
};

/** People type as soon as they open the palette. Keys pressed before it is loaded would be lost. */
const paletteAheadMs = 3000;

/** The overlays above the page, and the keys that open them. */
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
          // The host cannot be reached, or it runs another version by now and no longer has that file.
          actions.open(null);
          actions.say(t('run.notLoaded'), 'failed');
        },
      );
    }
  }, [overlay, loaded]);
  useEffect(() => {
    const ahead = setTimeout(() => {
      // A failure here is not shown: opening the palette tries again and shows it.
      views.palette().catch(() => undefined);
    }, paletteAheadMs);
    return () => clearTimeout(ahead);
  }, []);
  // Closing is reported after the chosen entry may have opened another overlay, which must stay.
  const close = () => overlay && actions.open(null);
  return overlay && loaded?.overlay === overlay ? <loaded.View onClose={close} /> : null;
}
