import { Download } from 'lucide-react';
import type { Attachment } from '#lib/contracts/messages';
import { attachmentUrl } from '#services/attachmentUrl';

export function DownloadLink({
  file: { id, name },
  className = '',
}: {
  file: Attachment;
  className?: string;
}) {
  const label = `Download ${name}`;
  return (
    <a
      href={attachmentUrl(id, { download: true })}
      download={name}
      aria-label={label}
      title={label}
      className={`grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-soft hover:text-ink pointer-coarse:size-11 ${className}`}
    >
      <Download aria-hidden="true" className="size-4.5" />
    </a>
  );
}
