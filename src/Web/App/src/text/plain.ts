const esc = '\u001b';
const bell = '\u0007';
/** Colours, cursor movements and the like; titles and links of terminals; single escapes. */
const codes = new RegExp(`${esc}(?:\\[[0-9:;<=>?]*[ -/]*[@-~]|\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)?|[@-Z\\\\^_])`, 'g');
/** What is left of them, and of other control characters, apart from tabs and line ends. */
const controls = /(?![\t\n])\p{Cc}/gu;

/** Text written for a terminal without what only a terminal understands. A line that overwrote itself is as it was last. */
export function plain(text: string): string {
  const shown = text.includes(esc) ? text.replace(codes, '') : text;
  const lines = shown.replaceAll('\r\n', '\n').split('\n').map(overwritten);
  while (lines.length > 1 && lines.at(-1) === '') {
    lines.pop();
  }
  return lines.join('\n').replace(controls, '');
}

/** What stands of a line in the end: what follows its last return. */
function overwritten(line: string): string {
  const parts = line.split('\r').filter((part) => part !== '');
  return parts.at(-1) ?? '';
}
