import { Foreign } from '../kit/Foreign';

/** The daemon that something is of, before its own name. */
export const Origin = ({ name }: { readonly name: string }) => (
  <span class="quiet">
    <Foreign text={name} />
    {' / '}
  </span>
);
