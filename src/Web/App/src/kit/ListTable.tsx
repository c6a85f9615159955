import type { ComponentChildren } from 'preact';

interface Props {
  /** What stands above the columns. */
  readonly columns: readonly string[];
  /** What the column of buttons is called, which shows no name; none where rows have no buttons. */
  readonly actions?: string | false;
  /** Its rows. */
  readonly children: ComponentChildren;
}

/** A list whose rows have several columns, which stand below each other on a narrow screen. */
export const ListTable = ({ columns, actions = false, children }: Props) => (
  <table class="list-table">
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
        {actions !== false && (
          <th scope="col">
            <span class="visually-hidden">{actions}</span>
          </th>
        )}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);
