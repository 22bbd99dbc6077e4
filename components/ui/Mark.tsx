/** The sign of the product; public/favicon.svg is the same drawing. */
export function Mark({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={className}>
      <path
        className="fill-accent"
        d="M8 2h16a6 6 0 0 1 6 6v12a6 6 0 0 1-6 6h-9l-7.2 4.6A.5.5 0 0 1 7 30.2V26a5 5 0 0 1-5-5V8a6 6 0 0 1 6-6Z"
      />
      <g strokeWidth="2.6" strokeLinecap="round">
        <path className="stroke-on-accent" d="M9 10h8M9 14.5h14" />
        <path className="stroke-[#f2a33a]" d="M9 19h5" />
      </g>
    </svg>
  );
}
