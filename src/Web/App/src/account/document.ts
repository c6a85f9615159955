import { type ComponentChild, render } from 'preact';
import { PreferenceStore } from '../state/preferences';
import { loadFirstTexts } from '../text/text';

/** Draws a document of its own, such as the sign-in. */
export async function drawDocument(content: ComponentChild): Promise<void> {
  new PreferenceStore().apply();
  await loadFirstTexts();
  const root = document.getElementById('page');
  if (!root) {
    throw new Error("The document has no element with the id 'page' to draw in");
  }
  render(content, root);
}

// The browser may bring a page back from its cache after somebody has signed in, or after the link was used.
addEventListener('pageshow', (event) => event.persisted && location.reload());
