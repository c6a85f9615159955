/** Tells the browser whose password a form is about, so that it keeps it under the right name. Nobody sees or reaches it. */
export const UserName = ({ email }: { readonly email: string }) => (
  <input class="visually-hidden" type="email" autocomplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
);
