import { Search } from 'lucide-react';
import { Link, useRoute } from 'wouter';

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

export function SearchLink({ onChoose }: { onChoose: () => void }) {
  const [isOpen] = useRoute('/search');
  return (
    <Link
      href="/search"
      aria-label="Search"
      aria-keyshortcuts="Control+Shift+F Meta+Shift+F"
      aria-current={isOpen ? 'page' : undefined}
      onClick={onChoose}
      className="mx-2.5 flex min-h-9 items-center gap-2 rounded-lg border border-line bg-canvas px-2.5 text-muted transition-colors hover:border-edge hover:text-ink aria-[current]:bg-soft aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:min-h-11"
    >
      <Search aria-hidden="true" className="size-4" />
      Search
      <kbd className="ms-auto font-sans text-xs pointer-coarse:hidden">{isMac ? '⇧⌘F' : 'Ctrl+Shift+F'}</kbd>
    </Link>
  );
}
