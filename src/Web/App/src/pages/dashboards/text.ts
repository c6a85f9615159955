import { loadTexts, textsOf } from '../../text/text';
import texts from './texts.en.json';

/** The texts of the pages about dashboards. They are loaded with them. */
export const dt = textsOf(texts, { pt: () => import('./texts.pt.json') });

await loadTexts();
