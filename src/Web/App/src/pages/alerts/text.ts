import { loadTexts, textsOf } from '../../text/text';
import texts from './texts.en.json';

/** The texts of the pages about alerts. They are loaded with them, so that the first page need not wait for them. */
export const at = textsOf(texts, { pt: () => import('./texts.pt.json') });

await loadTexts();
