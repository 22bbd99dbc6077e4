import type { SearchOrder } from '#services/search';

const ORDERS: Record<SearchOrder, string> = { newest: 'Newest first', best: 'Best first' };

interface SearchOrderChoiceProps {
  order: SearchOrder;
  onChange: (order: SearchOrder) => void;
}

export function SearchOrderChoice({ order, onChange }: SearchOrderChoiceProps) {
  return (
    <fieldset className="flex rounded-lg bg-side p-0.5 text-sm">
      <legend className="sr-only">Order</legend>
      {(Object.keys(ORDERS) as SearchOrder[]).map((one) => (
        <label
          key={one}
          className="relative inline-flex min-h-7 items-center rounded-md px-2.5 text-muted has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-10 forced-colors:gap-1.5"
        >
          <input
            type="radio"
            name="order"
            checked={one === order}
            onChange={() => onChange(one)}
            className="absolute inset-0 cursor-pointer opacity-0 forced-colors:static forced-colors:opacity-100"
          />
          {ORDERS[one]}
        </label>
      ))}
    </fieldset>
  );
}
