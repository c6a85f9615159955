/** Control characters apart from tabs and line ends. */
const controls = /(?![\t\n])\p{Cc}/gu;

/** Text written for a terminal as it would look there. The hub leaves out what colours it; a line that overwrote itself is as it was last. */
export function plain(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n').map(overwritten);
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
