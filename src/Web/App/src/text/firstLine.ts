/** The line of an error that says what happened: the last of a traceback, otherwise the first that says anything. */
export function firstLine(error: string | null): string | null {
  const lines = (error ?? '').split('\n').filter((line) => line.trim() !== '');
  const isTraceback = lines[0]?.startsWith('Traceback') ?? false;
  return (isTraceback ? lines.findLast((line) => !line.startsWith(' ')) : lines[0])?.trim() ?? null;
}
