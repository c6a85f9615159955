const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const popEmbedding = '\u202c';

/** Each control that opens something, with the one that closes it: embeddings and overrides (U+202A–U+202E), isolates (U+2066–U+2068). */
const closers: ReadonlyMap<string, string> = new Map([
  ...['\u202a', '\u202b', '\u202d', '\u202e'].map((opener) => [opener, popEmbedding] as const),
  ...['\u2066', '\u2067', firstStrongIsolate].map((opener) => [opener, popIsolate] as const),
]);

const control = /[\u202a-\u202e\u2066-\u2069]/;
const controls = new RegExp(control, 'g');
/** What can change the order of the text around it: those controls, and the letters, digits and marks of scripts written from right to left. */
const reordering =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** The order of text is worked out for each line by itself. */
const lines = /[^\n\r\u2029]+/g;

/**
 * A text from a daemon or a person, for where no element can isolate it (`Foreign` does on the page): attributes, the tab's title,
 * notifications, canvases, parts of a sentence. Whatever it holds, the text around it stays in order. The page's own languages are written
 * from left to right, so a text that holds nothing of another direction alters nothing and stays as it is.
 */
export const isolated = (text: string): string =>
  reordering.test(text) ? balanced(text).replace(lines, `${firstStrongIsolate}$&${popIsolate}`) : text;

/**
 * The same text with everything closed that its direction controls open, and without those that close what it did not open. A text with
 * one of the latter would end its own isolation, in an element too.
 */
export const balanced = (text: string): string => (control.test(text) ? text.replace(lines, balancedLine) : text);

function balancedLine(line: string): string {
  const open: string[] = [];
  const text = line.replace(controls, (found) => {
    const closer = closers.get(found);
    if (!closer) {
      return closed(open, found);
    }
    open.push(closer);
    return found;
  });
  return text + open.reverse().join('');
}

/** What stands in place of a closer: it with all that was opened within what it closes; nothing if it closes nothing. */
function closed(open: string[], closer: string): string {
  const at = open.lastIndexOf(closer);
  // An embedding cannot be closed from within an isolate that began after it.
  const isOpen = at >= 0 && (closer === popIsolate || at === open.length - 1);
  return isOpen ? open.splice(at).reverse().join('') : '';
}
