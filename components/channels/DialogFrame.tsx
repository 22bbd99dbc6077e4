import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/IconButton';

interface DialogFrameProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

export function DialogFrame({ title, onClose, children }: DialogFrameProps) {
  return (
    <div className="grid gap-4 p-5 sm:p-6">
      <div className="flex items-center justify-between gap-3">
        <h2 className="min-w-0 truncate font-semibold text-lg tracking-tight">{title}</h2>
        <IconButton icon={X} label="Close" onClick={onClose} className="-me-2" />
      </div>
      {children}
    </div>
  );
}
