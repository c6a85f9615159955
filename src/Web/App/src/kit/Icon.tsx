import type { ComponentChildren } from 'preact';

/**
 * Drawn on a 16 by 16 grid with the colour of the text around them. Beside a word they say nothing of their own. Made again with each
 * drawing: an element that is kept keeps all of the page as it was when it was first drawn.
 */
const shapes = {
  dashboard: () => <path d="M2.6 2.6h4.6v6H2.6v-6Zm6.2 0h4.6v3.4H8.8V2.6Zm0 5.4h4.6v5.4H8.8V8ZM2.6 10.6h4.6v2.8H2.6v-2.8Z" />,
  live: () => <circle cx="8" cy="8" r="4.5" fill="currentColor" stroke="none" />,
  stale: () => <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.6V8l2.4 1.6" />,
  warn: () => <path d="M8 2 1.6 13.4h12.8L8 2Zm0 4.4v3.2m0 1.7v.3" />,
  down: () => <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5.6 5.6l4.8 4.8m0-4.8-4.8 4.8" />,
  sync: () => <path d="M13.4 6.2A5.7 5.7 0 0 0 3 5.2M2.6 9.8A5.7 5.7 0 0 0 13 10.8M3 2.2v3h3m7 8.6v-3h-3" />,
  check: () => <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5.2 8.2l2 2 3.6-4" />,
  run: () => <path d="M4.8 3v10l8-5-8-5Z" />,
  running: () => <path d="M8 1.8a6.2 6.2 0 1 1-6.2 6.2" />,
  pending: () => <path d="M4.4 2h7.2M4.4 14h7.2M5 2c0 4 6 4 6 6s-6 2-6 6m6-12c0 4-6 4-6 6s6 2 6 6" />,
  cancelled: () => <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5 8h6" />,
  unknown: () => (
    <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM6.3 6.3a1.8 1.8 0 1 1 2.4 1.7c-.5.2-.7.5-.7 1v.4m0 1.6v.3" />
  ),
  slow: () => <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.4V8H5.2" />,
  stop: () => <rect x="4" y="4" width="8" height="8" rx="1.2" />,
  log: () => <path d="M3 3.5h10M3 6.5h10M3 9.5h7M3 12.5h5" />,
  link: () => (
    <path d="M6.6 9.4a2.6 2.6 0 0 0 3.8 0l2-2a2.7 2.7 0 0 0-3.8-3.8l-.8.8m1.6 2.2a2.6 2.6 0 0 0-3.8 0l-2 2a2.7 2.7 0 0 0 3.8 3.8l.8-.8" />
  ),
  close: () => <path d="m4 4 8 8m0-8-8 8" />,
  search: () => <path d="M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2Zm3.4 8L14 14" />,
  bell: () => <path d="M3.4 11.6h9.2c-1-1-1.2-2-1.2-4.2a3.4 3.4 0 0 0-6.8 0c0 2.2-.2 3.2-1.2 4.2Zm3.2 1.6a1.5 1.5 0 0 0 2.8 0" />,
  silenced: () => (
    <path d="M4.8 5.6c-.2.5-.2 1.1-.2 1.8 0 2.2-.2 3.2-1.2 4.2h8M6 4.4a3.4 3.4 0 0 1 5.4 3c0 1 .1 1.8.2 2.4M6.6 13.2a1.5 1.5 0 0 0 2.8 0M2.6 2.6l10.8 10.8" />
  ),
  theme: () => <path d="M8 2a6 6 0 1 0 0 12V2Z" fill="currentColor" />,
  user: () => <path d="M8 2.4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM2.8 13.6c.5-2.6 2.6-4 5.2-4s4.7 1.4 5.2 4" />,
  people: () => (
    <path d="M6 3a2.4 2.4 0 1 0 0 4.8A2.4 2.4 0 0 0 6 3ZM1.8 13c.4-2.3 2-3.4 4.2-3.4s3.8 1.1 4.2 3.4M10.4 3.2a2.3 2.3 0 0 1 0 4.4m1.4 2.3c1.4.4 2.2 1.4 2.5 3.1" />
  ),
  key: () => <path d="M5.4 6.4a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Zm2.3 1L13 2.2m-2.4 2.4 2 2" />,
  more: () => <path d="M3.4 8h.2m4.3 0h.2m4.3 0h.2" stroke-width="2.4" />,
  down1: () => <path d="m4 6.4 4 4 4-4" />,
  download: () => <path d="M8 2.4v7.4m0 0 3-3m-3 3-3-3M3 13.2h10" />,
  copy: () => <path d="M6 5.8h6.4v7.4H6V5.8Zm4-3H3.6v7.4" />,
  wrap: () => <path d="M2.8 4h10.4M2.8 8h8a2.1 2.1 0 1 1 0 4.2H8m1.6-1.7L8 12.2l1.6 1.7M2.8 12.2h2" />,
  expand: () => <path d="M9.6 2.8h3.6v3.6m0-3.6L9.4 6.6M6.4 13.2H2.8V9.6m0 3.6 3.8-3.8" />,
  move: () => (
    <path d="M8 1.8v12.4M1.8 8h12.4M6.2 3.6 8 1.8l1.8 1.8M6.2 12.4 8 14.2l1.8-1.8M3.6 6.2 1.8 8l1.8 1.8m8.8-3.6L14.2 8l-1.8 1.8" />
  ),
  settings: () => <path d="M2.4 4.6h6.2m3 0h2M2.4 11.4h2m3 0h6.2M10.1 3.1v3M5.9 9.9v3" />,
  pause: () => <path d="M5.4 3.4v9.2m5.2-9.2v9.2" stroke-width="2.2" />,
} satisfies Record<string, () => ComponentChildren>;

export type IconName = keyof typeof shapes;

interface Props {
  readonly name: IconName;
  /** What it says by itself, where no word stands beside it. */
  readonly label?: string;
}

export function Icon({ name, label }: Props) {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {shapes[name]()}
    </svg>
  );
}
