import type { PaletteGroup, PaletteItem } from './items';

const mostShown = 60;
/** Without a query the runs would fill the list. */
const mostRunsUnasked = 5;

/** The items that match a query: each of its words is somewhere in the title or the detail. The better matches of a group come first. */
export function matching(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    let runs = 0;
    return items.filter((item) => item.group !== 'runs' || ++runs <= mostRunsUnasked).slice(0, mostShown);
  }
  const found = items
    .map((item) => ({ item, rank: rankOf(item, words) }))
    .filter(({ rank }) => rank !== null)
    .sort(
      (left, right) => groups.indexOf(left.item.group) - groups.indexOf(right.item.group) || (left.rank ?? 0) - (right.rank ?? 0),
    );
  return found.slice(0, mostShown).map(({ item }) => item);
}

const groups: readonly PaletteGroup[] = ['views', 'pipelines', 'runs', 'daemons', 'page'];

/** The lower the better; null if it does not match. */
function rankOf({ title, detail }: PaletteItem, words: readonly string[]): number | null {
  const name = plain(title);
  const text = `${name} ${plain(detail)}`;
  if (!words.every((word) => text.includes(word))) {
    return null;
  }
  const first = words[0] ?? '';
  if (name.startsWith(first)) {
    return 0;
  }
  if (new RegExp(`[\\s\\-_/.:]${escaped(first)}`).test(name)) {
    return 1;
  }
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

/** Without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
