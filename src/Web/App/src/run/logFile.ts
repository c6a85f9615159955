import type { LogRow } from '../contract/runLog';
import { isolated } from '../text/isolated';

/** A line as it stands in a file. The message is as the daemon wrote it, because programs read it, and nothing follows it that it could alter. */
export const fileLine = ({ timestampMs, level, text }: LogRow): string =>
  [timestampMs === null ? null : new Date(timestampMs).toISOString(), level === null ? null : isolated(level), text]
    .filter((part) => part !== null)
    .join(' ');
