import { ShareDialog } from './ShareDialog';
import { VersionsDialog } from './VersionsDialog';
import { WallDialog } from './WallDialog';

/** The dialogs about a dashboard, loaded when one of them is opened. */
export const dialogs = { share: ShareDialog, versions: VersionsDialog, wall: WallDialog };
