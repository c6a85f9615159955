import * as read from '../contract/read';
import { askHost, type HostAnswer } from './hostApi';

/** The dashboard that the person who is signed in begins with; null: the live page. */
export const fetchHome = (): Promise<HostAnswer<string | null>> =>
  askHost('/api/account/home-dashboard', (sent) => read.textOrNull(read.fields(sent, 'home dashboard'), 'id'), {
    isBackground: true,
  });
