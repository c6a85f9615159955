import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { t } from '../../../text/text';
import type { Dashboard } from '../model/document';

export type DialogName = 'share' | 'versions' | 'wall';

export interface DialogProps {
  readonly dashboard: Dashboard;
  /** After another version of it was stored. */
  onChanged(): void;
  onClose(): void;
}

interface Props extends DialogProps {
  readonly name: DialogName;
}

type View = ComponentType<DialogProps>;

/** A dialog about a dashboard, loaded when somebody opens it. */
export function LazyDialog({ name, ...props }: Props) {
  const { actions } = useScene();
  const [View, setView] = useState<View | null>(null);
  useEffect(() => {
    import('../dialogs/dialogs').then(
      ({ dialogs }) => setView(() => dialogs[name]),
      () => {
        // The host cannot be reached, or it runs another version by now and no longer has that file.
        props.onClose();
        actions.say(t('run.notLoaded'), 'failed');
      },
    );
  }, [name]);
  return View ? <View {...props} /> : null;
}
