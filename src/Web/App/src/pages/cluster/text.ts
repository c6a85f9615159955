import { loadTexts, textsOf } from '../../text/text';
import texts from './texts.en.json';

/** The texts of the page about processes. They are loaded with it. */
export const ct = textsOf(texts, { pt: () => import('./texts.pt.json') });

await loadTexts();
