import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text/text';
import { SteadyButton } from './SteadyButton';
import { useFocusHeir } from './useFocusHeir';

interface Props {
  /** The button's classes besides those of every small button. */
  readonly kind: string;
  /** What it does and to what, where the words on it leave that to what stands around it. */
  readonly label?: string;
  /** What is asked before it is done. */
  readonly question: string;
  /** The answer that does it. */
  readonly yes: string;
  readonly isOff: boolean;
  onYes(): void;
  readonly children: ComponentChildren;
}

/** A button for what cannot be taken back: it asks once more in its own place. Escape takes the question back. */
export function AskFirst({ kind, label, question, yes, isOff, onYes, children }: Props) {
  const [isAsking, setAsking] = useState(false);
  const part = useRef<HTMLSpanElement>(null);
  const firstButton = () => part.current?.querySelector('button') ?? null;
  useFocusHeir(part, firstButton);
  useEffect(() => {
    if (isAsking) {
      firstButton()?.focus();
    }
  }, [isAsking]);
  const takeBack = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // It must not close what the button stands in, such as a dialog.
      event.preventDefault();
      event.stopPropagation();
      setAsking(false);
    }
  };
  return (
    <span ref={part} class="ask">
      {isAsking ? (
        <fieldset class="ask-question" onKeyDown={takeBack}>
          <legend>{question}</legend>
          <SteadyButton
            kind="btn-danger"
            isOff={isOff}
            onPress={() => {
              setAsking(false);
              onYes();
            }}
          >
            {yes}
          </SteadyButton>
          <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => setAsking(false)}>
            {t('common.no')}
          </button>
        </fieldset>
      ) : (
        <SteadyButton kind={kind} label={label} isOff={isOff} onPress={() => setAsking(true)}>
          {children}
        </SteadyButton>
      )}
    </span>
  );
}
