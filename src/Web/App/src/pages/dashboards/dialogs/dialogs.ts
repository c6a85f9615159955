import type { ComponentType } from 'preact';
import { loadStylesheet } from '../../../kit/stylesheet';
import type { DialogName, DialogProps } from './dialogProps';
import address from './dialogs.scss?url';
import { ShareDialog } from './ShareDialog';
import { VersionsDialog } from './VersionsDialog';
import { WallDialog } from './WallDialog';

export { MorePanel } from './MorePanel';

/** The dialogs about a dashboard. They are loaded with the menu that opens them. */
export const dialogs: Readonly<Record<DialogName, ComponentType<DialogProps>>> = {
  share: ShareDialog,
  versions: VersionsDialog,
  wall: WallDialog,
};

await loadStylesheet(address);
