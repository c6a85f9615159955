import type { HostAnswer } from '../../../connection/hostApi';
import { fetchDashboard, isNewer, saveDashboard } from './api';
import type { Dashboard } from './document';

const mostTries = 5;

/** Changes the newest version of a dashboard, again if somebody stores another one at that moment. */
export async function changeNewest(
  id: string,
  change: (newest: Dashboard) => Dashboard,
  tries = mostTries,
): Promise<HostAnswer<Dashboard>> {
  const newest = await fetchDashboard(id);
  if (newest.kind !== 'done') {
    return newest;
  }
  const answer = await saveDashboard(change(newest.value));
  return isNewer(answer) && tries > 1 ? changeNewest(id, change, tries - 1) : answer;
}
