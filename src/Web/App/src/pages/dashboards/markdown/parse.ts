/** Text in a line, as far as it is marked. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly start: number; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'quote'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' };

const fence = /^\s{0,3}(```+|~~~+)/;
const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const rule = /^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const bullet = /^\s{0,3}[-*+]\s+(.*)$/;
const numbered = /^\s{0,3}(\d{1,9})[.)]\s+(.*)$/;
const quoted = /^\s{0,3}>\s?(.*)$/;

/**
 * Reads a part of Markdown: headings, paragraphs, lists of one level, quotes, code, rules, emphasis and links. HTML means nothing here and stays
 * text. Takes time in proportion to the length of the text.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = blockAt(lines, at);
    if (block) {
      blocks.push(block);
    }
    at = next;
  }
  return blocks;
}

type Read = readonly [block: Block | null, next: number];

function blockAt(lines: readonly string[], at: number): Read {
  const line = lines[at] ?? '';
  if (line.trim() === '') {
    return [null, at + 1];
  }
  const opening = fence.exec(line)?.[1];
  if (opening) {
    return codeAt(lines, at + 1, opening);
  }
  const [, marks, title] = heading.exec(line) ?? [];
  if (marks !== undefined) {
    return [{ kind: 'heading', level: marks.length, parts: inlines(title ?? '') }, at + 1];
  }
  if (rule.test(line)) {
    return [{ kind: 'rule' }, at + 1];
  }
  return bullet.test(line) || numbered.test(line)
    ? listAt(lines, at)
    : quoted.test(line)
      ? quoteAt(lines, at)
      : paragraphAt(lines, at);
}

/** To the end of the text if nothing closes it. */
function codeAt(lines: readonly string[], from: number, opening: string): Read {
  let end = from;
  while (end < lines.length && !isClosing(lines[end] ?? '', opening)) {
    end += 1;
  }
  return [{ kind: 'code', text: lines.slice(from, end).join('\n') }, end + 1];
}

const isClosing = (line: string, opening: string): boolean => line.trim().startsWith(opening) && /^[`~]+$/.test(line.trim());

function listAt(lines: readonly string[], at: number): Read {
  const isOrdered = !bullet.test(lines[at] ?? '');
  const start = isOrdered ? Number(numbered.exec(lines[at] ?? '')?.[1] ?? 1) : 1;
  const texts: string[] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const item = itemOf(line, isOrdered);
    if (item !== undefined) {
      texts.push(item);
    } else if (/^\s{2,}\S/.test(line)) {
      // It goes on with the item before.
      texts.push(`${texts.pop() ?? ''} ${line.trim()}`);
    } else {
      break;
    }
  }
  return [{ kind: 'list', isOrdered, start, items: texts.map(inlines) }, next];
}

function itemOf(line: string, isOrdered: boolean): string | undefined {
  if (isOrdered) {
    return numbered.exec(line)?.[2];
  }
  return rule.test(line) ? undefined : bullet.exec(line)?.[1];
}

function quoteAt(lines: readonly string[], at: number): Read {
  let next = at;
  const texts: string[] = [];
  for (let text = quoted.exec(lines[next] ?? '')?.[1]; text !== undefined; text = quoted.exec(lines[next] ?? '')?.[1]) {
    texts.push(text);
    next += 1;
  }
  return [{ kind: 'quote', lines: texts.map(inlines) }, next];
}

function paragraphAt(lines: readonly string[], at: number): Read {
  let next = at + 1;
  while (next < lines.length && isOfParagraph(lines[next] ?? '')) {
    next += 1;
  }
  return [{ kind: 'paragraph', lines: lines.slice(at, next).map((line) => inlines(line.trim())) }, next];
}

const isOfParagraph = (line: string): boolean =>
  line.trim() !== '' && ![fence, heading, rule, bullet, numbered, quoted].some((pattern) => pattern.test(line));

/** One alternative for each mark; none can match in more than one way, so that no text takes long. Underscores within a word are part of it. */
const marks =
  /\\([\\`*_[\]()#+\-.!>~])|(`+)([^`]+)\2(?!`)|\[([^[\]]+)\]\(([^()\s]+)\)|(\*\*|(?<![\p{L}\p{N}_])__)(?=\S)([^*_]+?)\6|(\*|(?<![\p{L}\p{N}_])_)(?=\S)([^*_]+?)\8|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?'"])/gu;

export function inlines(text: string): readonly Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) {
      found.push({ kind: 'text', text: text.slice(end, match.index) });
    }
    found.push(markOf(match));
    end = match.index + match[0].length;
  }
  return end === text.length ? found : [...found, { kind: 'text', text: text.slice(end) }];
}

function markOf(match: RegExpExecArray): Inline {
  const [whole, escaped, , code, label, target, , strong, , em, address] = match;
  if (escaped !== undefined || code !== undefined) {
    return escaped === undefined ? { kind: 'code', text: code?.trim() ?? '' } : { kind: 'text', text: escaped };
  }
  if (strong !== undefined) {
    return { kind: 'strong', parts: inlines(strong) };
  }
  if (em !== undefined) {
    return { kind: 'em', parts: inlines(em) };
  }
  const href = safeAddress(target ?? address ?? '');
  return href === null ? { kind: 'text', text: whole } : { kind: 'link', href, parts: [{ kind: 'text', text: label ?? whole }] };
}

/** An address that a link may lead to, as the browser reads it; null for any but http and https. */
export function safeAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    // No address, or not a whole one.
    return null;
  }
}
