import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Block, type Inline, parseMarkdown } from './parse';

/** Draws a part of Markdown as elements. Nothing of the text is ever read as HTML. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div class="markdown" dir="auto">
      {blocks.map((block, place) => (
        <BlockView key={place} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level}>{drawn(block.parts)}</Heading>;
    case 'paragraph':
      return <p>{linesOf(block.lines)}</p>;
    case 'quote':
      return (
        <blockquote>
          <p>{linesOf(block.lines)}</p>
        </blockquote>
      );
    case 'list':
      return <List block={block} />;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by the keyboard
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'rule':
      return <hr />;
  }
}

function List({ block }: { readonly block: Extract<Block, { kind: 'list' }> }) {
  const items = block.items.map((item, place) => <li key={place}>{drawn(item)}</li>);
  return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

/** Below the titles of widgets, which are of the second level. */
function Heading({ level, children }: { readonly level: number; readonly children: ComponentChildren }) {
  switch (level) {
    case 1:
      return <h3 class="markdown-1">{children}</h3>;
    case 2:
      return <h4 class="markdown-2">{children}</h4>;
    default:
      return <h5 class="markdown-3">{children}</h5>;
  }
}

/** Lines of a text that somebody broke stay lines. */
const linesOf = (lines: readonly (readonly Inline[])[]) =>
  lines.map((line, place) => (
    <>
      {place > 0 && <br />}
      {drawn(line)}
    </>
  ));

const drawn = (parts: readonly Inline[]): ComponentChildren => parts.map((part, place) => <InlineView key={place} part={part} />);

function InlineView({ part }: { readonly part: Inline }) {
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return <code>{part.text}</code>;
    case 'em':
      return <em>{drawn(part.parts)}</em>;
    case 'strong':
      return <strong>{drawn(part.parts)}</strong>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {drawn(part.parts)}
        </a>
      );
  }
}
