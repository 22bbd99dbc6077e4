import { File, FileArchive, FileAudio, FileImage, FileText, FileVideo } from 'lucide-react';

const ARCHIVE = /zip|compressed|x-(?:7z|rar|tar|xz|bzip2)|gzip/;

/** What kind of file it is, by its type; its name stands beside it. */
export function FileIcon({ mimeType, className = 'size-6' }: { mimeType: string; className?: string }) {
  const Icon = iconOf(mimeType);
  return <Icon aria-hidden="true" className={`shrink-0 ${className}`} />;
}

function iconOf(mimeType: string) {
  if (mimeType.startsWith('image/')) return FileImage;
  if (mimeType.startsWith('video/')) return FileVideo;
  if (mimeType.startsWith('audio/')) return FileAudio;
  if (mimeType.startsWith('text/') || mimeType === 'application/pdf') return FileText;
  return ARCHIVE.test(mimeType) ? FileArchive : File;
}
