import { formatMoment, formatTime } from '../text/format';

interface Props {
  readonly atMs: number;
  readonly nowMs: number;
}

/** A time in the zone in use, with the whole of it in UTC on hover. */
export function TimeText({ atMs, nowMs }: Props) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatTime(atMs, 'full', 'utc')}>
      {formatMoment(atMs, nowMs)}
    </time>
  );
}
