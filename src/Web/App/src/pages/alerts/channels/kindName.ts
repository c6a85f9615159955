import { at } from '../text';
import type { ChannelKind } from './channelKinds';

/** What people call a kind of channel. */
export const kindName = (kind: ChannelKind): string => at(`channelKind.${kind}`);
