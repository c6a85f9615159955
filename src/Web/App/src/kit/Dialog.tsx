import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/text';
import { Icon } from './Icon';
import { useElementId } from './useElementId';

interface Props {
  readonly title: string;
  /** Whether the title is read out only. */
  readonly isBare?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Lies over the page and has the keyboard until it is closed: by Esc, by its button, or by a click beside it. */
export function Dialog({ title, isBare = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useElementId();
  const isLeaving = useRef(false);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      isLeaving.current = true;
      // Gives the focus back to where it was.
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${isBare ? 'dialog-bare' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => !isLeaving.current && onClose()}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="dialog-body">
        <header class={isBare ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={id}>{title}</h2>
          {!isBare && (
            <button type="button" class="btn btn-sm strip-button" aria-label={t('common.close')} onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
