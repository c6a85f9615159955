import { loadStylesheet } from '../../../kit/stylesheet';
import { styled } from '../styled';
import { EditPage } from './EditPage';
import address from './editing.scss?url';

/** The page, once its style is there. */
export async function load(): Promise<typeof EditPage> {
  // In this order: the second goes on from the first.
  await styled();
  await loadStylesheet(address);
  return EditPage;
}
