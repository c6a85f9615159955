import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import { t } from '../text/text';

type Panel = typeof import('./RunPanel').RunPanel;

let loaded: Panel | null = null;

/** The drawer of the run that the address names. Its code is fetched when a run is first opened. */
export function RunDrawer() {
  const { route, actions } = useScene();
  const [Panel, setPanel] = useState<Panel | null>(() => loaded);
  const isOpen = route.run !== null;
  useEffect(() => {
    if (!isOpen || Panel) {
      return;
    }
    import('./RunPanel').then(
      (part) => {
        loaded = part.RunPanel;
        setPanel(() => part.RunPanel);
      },
      () => {
        // The host cannot be reached, or it runs another version by now and no longer has that file.
        actions.say(t('run.notLoaded'), 'failed');
        actions.navigate({ run: null });
      },
    );
  }, [isOpen, Panel]);
  if (!route.run) {
    return null;
  }
  return Panel ? <Panel run={route.run} /> : <div class="drawer drawer-loading" aria-busy="true" />;
}
