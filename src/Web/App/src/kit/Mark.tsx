/** The product's mark, as on the tab. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg class="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M5 17h5l3-8 5 15 3-10 2 3h4" />
    </svg>
  );
}
