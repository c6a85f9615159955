import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

interface Props {
  readonly icon: IconName;
  readonly label: string;
  /** Its classes besides those of every button that is an icon. */
  readonly kind?: string;
  readonly isOff: boolean;
  onPress(): void;
  readonly children?: ComponentChildren;
}

/** A button that is an icon. Like a `SteadyButton` it keeps the focus while it is off. */
export const SteadyIcon = ({ icon, label, kind = '', isOff, onPress, children }: Props) => (
  <button type="button" class={`icon-button ${kind}`} title={label} aria-disabled={isOff} onClick={() => !isOff && onPress()}>
    <Icon name={icon} label={label} />
    {children}
  </button>
);
