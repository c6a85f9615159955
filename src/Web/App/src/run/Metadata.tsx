import { Foreign } from '../kit/Foreign';
import { t } from '../text/text';

/** The metadata that the daemon reports of a run, by key. */
export function Metadata({ metadata }: { readonly metadata: ReadonlyMap<string, string> }) {
  if (metadata.size === 0) {
    return null;
  }
  return (
    <details class="metadata">
      <summary class="drawer-subtitle">{t('run.metadata', { count: metadata.size })}</summary>
      <table>
        <tbody>
          {[...metadata].map(([key, value]) => (
            <tr key={key}>
              <th scope="row">
                <Foreign text={key} />
              </th>
              <td>
                <Foreign text={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
