import { styled } from '../styled';
import { ListPage } from './ListPage';

/** The page, once its style is there. */
export async function load(): Promise<typeof ListPage> {
  await styled();
  return ListPage;
}
