import { loadTexts, textsOf } from '../../text/text';
import texts from './texts.en.json';

/** The texts of the dialog of saved views. They are loaded with it. */
export const vt = textsOf(texts, { pt: () => import('./texts.pt.json') });

await loadTexts();
