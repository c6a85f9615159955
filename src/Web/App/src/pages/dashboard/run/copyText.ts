/** Copies a text to the clipboard; whether that worked. */
export async function copyText(text: string): Promise<boolean> {
  // Over plain HTTP there is no clipboard of that kind.
  if (!navigator.clipboard) {
    return copyMarked(text);
  }
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused by the browser or its owner: the older way asks for no permission.
    return copyMarked(text);
  }
}

function copyMarked(text: string): boolean {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) {
    focused.focus();
  }
  return isCopied;
}
