import { Foreign } from './Foreign';

/** Shorter ones have room nearly everywhere, and one cut in two reads worse than one without its end. */
const leastLength = 22;
const longestEnd = 12;

/** Scripts that are written from right to left: what is their end on screen is not known here. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that is cut in its middle where there is no room for all of it: names that differ often differ at their end. */
export function MiddleCut({ text }: { readonly text: string }) {
  const end = endOf(text);
  if (end === '') {
    return <Foreign kind="cut-whole" text={text} />;
  }
  return (
    <>
      <span class="visually-hidden">
        <Foreign text={text} />
      </span>
      <span class="cut" aria-hidden="true">
        <Foreign kind="cut-start" text={text.slice(0, text.length - end.length)} />
        <Foreign kind="cut-end" text={end} />
      </span>
    </>
  );
}

/** What stays of a name's end; empty if it is cut at its end. */
export function endOf(text: string): string {
  if (text.length < leastLength || rightToLeft.test(text)) {
    return '';
  }
  const letters = [...text];
  const end = letters.slice(-Math.min(longestEnd, Math.floor(letters.length / 3))).join('');
  const space = end.indexOf(' ');
  // From the beginning of a word, if that leaves enough.
  return space >= 0 && space < end.length / 2 ? end.slice(space) : end;
}
