import { loadStylesheet } from '../../../kit/stylesheet';
import { styled } from '../styled';
import { ListPage } from './ListPage';
import address from './list.scss?url';

/** The page, once its style is there. */
export async function load(): Promise<typeof ListPage> {
  await Promise.all([styled(), loadStylesheet(address)]);
  return ListPage;
}
