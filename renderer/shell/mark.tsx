/** The app's mark: peaks of a chart on a square of the accent. */
export function Mark({ size = 16 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      <rect x="1" y="1" width="14" height="14" rx="3.5" fill="var(--accent)" />
      <path
        d="M3.2 10.6 6 6.4l2 2.4 2-3.4 2.8 5.2"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
