import { useEffect, useState } from 'preact/hooks';
import { mediaOf } from '../../../kit/media';
import type { Columns } from '../model/layout';

const narrow = mediaOf('(max-width: 39.99rem)');
const medium = mediaOf('(max-width: 64rem)');

const now = (): Columns => (narrow.matches() ? 1 : medium.matches() ? 6 : 12);

/** How many columns the screen has room for; follows it when it is turned or resized. */
export function useColumns(): Columns {
  const [columns, setColumns] = useState(now);
  useEffect(() => {
    const follow = () => setColumns(now());
    const stops = [narrow.follow(follow), medium.follow(follow)];
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }, []);
  return columns;
}
