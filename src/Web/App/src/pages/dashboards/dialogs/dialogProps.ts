import type { Dashboard } from '../model/document';

export interface DialogProps {
  readonly dashboard: Dashboard;
  /** After another version of it was stored. */
  onChanged(): void;
  onClose(): void;
}

export type DialogName = 'share' | 'versions' | 'wall';
