import { loadTexts, textsOf } from '../../text/text';
import texts from './texts.en.json';

/** The texts of the pages about scheduled reports. They are loaded with them. */
export const rt = textsOf(texts, { pt: () => import('./texts.pt.json') });

await loadTexts();
