import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mediaOf } from '../../../kit/media';
import { type Room, useRoom } from '../../../kit/useRoom';

/** As in the style sheet: where everything stands on one screen. */
const oneScreen = mediaOf('(min-width: 75rem) and (min-height: 40rem)');

/** The room of a part of the wall; `usual` before it is known, and for its height where the page is as long as what it holds. */
export function useWallRoom(element: RefObject<HTMLElement | null>, usual: Room): Room {
  const room = useRoom(element);
  const [isOneScreen, setOneScreen] = useState(oneScreen.matches);
  useEffect(() => oneScreen.follow(() => setOneScreen(oneScreen.matches())), []);
  return room === null ? usual : isOneScreen ? room : { width: room.width, height: usual.height };
}
