import type { ComponentChildren } from 'preact';
import { Dialog } from '../kit/Dialog';
import { NoticeOutput } from './Notice';

interface Props {
  readonly title: string;
  onClose(): void;
  readonly children: ComponentChildren;
}

/** A dialog of a page, in which what a person does is answered. */
export const PageDialog = ({ title, onClose, children }: Props) => (
  <Dialog title={title} onClose={onClose}>
    {children}
    <NoticeOutput />
  </Dialog>
);
