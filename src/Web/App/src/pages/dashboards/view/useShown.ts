import { type ShownRange, useRange } from '../../../charts/useRange';
import type { TimeRange } from '../../../state/timeRange';
import type { Dashboard } from '../model/document';
import { rangeOf } from '../model/range';

const hour: TimeRange = { kind: 'live', span: '1h' };

/** The time that a dashboard shows: that of the address, its own, or the last hour. */
export const useShown = ({ range }: Dashboard): ShownRange => useRange(rangeOf(range) ?? hour);
