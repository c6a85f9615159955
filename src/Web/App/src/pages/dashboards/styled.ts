import { loadStylesheet } from '../../kit/stylesheet';
import address from './dashboards.scss?url';

/** The style of the pages about dashboards: the first page need not wait for it. */
export const styled = (): Promise<void> => loadStylesheet(address);
