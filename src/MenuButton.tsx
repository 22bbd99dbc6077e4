import { Menu } from 'lucide-react';
import { IconButton } from '#components/ui/IconButton';

export function MenuButton({ isOpen, onOpen }: { isOpen: boolean; onOpen: () => void }) {
  return (
    <IconButton
      icon={Menu}
      label="Open the channel list"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={onOpen}
      className="-ms-2"
    />
  );
}
