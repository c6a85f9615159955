/** How the cards of daemons lie on a wall, and how many lanes have room beneath them. All lengths in rem, as the style sheet has them. */
export interface WallPlan {
  /** `large` has figures, `usual` a verdict, `small` a line. */
  readonly density: Density;
  readonly columns: number;
  /** How many daemons are shown. */
  readonly daemons: number;
  readonly lanes: number;
  /** The height that is left. */
  readonly left: number;
}

export type Density = 'large' | 'usual' | 'small';

interface Size {
  readonly density: Density;
  readonly width: number;
  readonly height: number;
}

const sizes: readonly Size[] = [
  { density: 'large', width: 17, height: 6.5 },
  { density: 'usual', width: 14, height: 4 },
  { density: 'small', width: 12, height: 2.25 },
];

export const gap = 0.5;
/** Of a lane with one row of runs. */
export const laneHeight = 1.9375;
/** Of a card around lanes: its title, its axis, its margins. */
const laneFrame = 5.5;
/** Lanes worth a card. */
const leastLanes = 3;
/** How much of the height the daemons take if more is wanted for lanes. */
const mostShare = 0.6;

/**
 * The largest cards with which all daemons and the lanes that are wanted have room; if none has, the smallest that show all daemons in their
 * share of the height, and as many daemons as fit if even those are too many.
 */
export function wallPlan(
  room: { readonly width: number; readonly height: number },
  daemons: number,
  lanesWanted: number,
): WallPlan {
  const framed = lanesWanted > 0 ? laneFrame + Math.min(lanesWanted, leastLanes) * laneHeight + gap : 0;
  const share = lanesWanted > 0 ? Math.max(room.height * mostShare, room.height - framed) : room.height;
  const fitting = sizes.find(
    (size) => heightOf(size, room.width, daemons) <= (size.density === 'small' ? share : room.height * mostShare),
  );
  const size = fitting ?? (sizes.at(-1) as Size);
  const columns = columnsOf(size, room.width);
  const rows = Math.max(1, Math.min(Math.ceil(daemons / columns), Math.floor((share + gap) / (size.height + gap))));
  const shown = Math.min(daemons, rows * columns);
  const beneath = room.height - heightOf(size, room.width, shown) - gap;
  const lanes = Math.max(0, Math.min(lanesWanted, Math.floor((beneath - laneFrame) / laneHeight)));
  const left = lanes > 0 ? beneath - laneFrame - lanes * laneHeight - gap : beneath;
  return { density: size.density, columns: Math.min(columns, shown), daemons: shown, lanes, left };
}

const columnsOf = ({ width }: Size, room: number): number => Math.max(1, Math.floor((room + gap) / (width + gap)));

function heightOf(size: Size, room: number, daemons: number): number {
  const rows = Math.ceil(daemons / columnsOf(size, room));
  return rows * (size.height + gap) - gap;
}

/** How many items of one height fit; one fewer where a line is needed that tells how many do not. */
export function fitting(height: number, itemHeight: number, lineHeight: number, count: number): number {
  const all = Math.floor(height / itemHeight);
  return all >= count ? count : Math.max(1, Math.floor((height - lineHeight) / itemHeight));
}
