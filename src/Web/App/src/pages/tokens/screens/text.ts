import { loadTexts, textsOf } from '../../../text/text';
import texts from './texts.en.json';

/** The texts of this part, which are loaded with it. */
export const st = textsOf(texts, { pt: () => import('./texts.pt.json') });

await loadTexts();
