import { useState } from 'react';
import { sizeInWords } from '#lib/attachments/file-size';
import type { Attachment } from '#lib/contracts/messages';
import { attachmentUrl } from '#services/attachmentUrl';
import { AUDIO_HEIGHT, CAPTION_HEIGHT, VIDEO } from './attachment-sizes.ts';
import { DownloadLink } from './DownloadLink.tsx';
import { FileCard } from './FileCard.tsx';

/** Film and sound play where they are; of those nothing is loaded but how long they are. */
export function MediaFile({ file, kind }: { file: Attachment; kind: 'video' | 'audio' }) {
  const [isUnplayable, setUnplayable] = useState(false);
  if (isUnplayable) return <FileCard file={file} />;
  const shared = {
    controls: true,
    preload: 'metadata',
    src: attachmentUrl(file.id),
    'aria-label': file.alt || file.name,
    onError: () => setUnplayable(true),
  } as const;
  return (
    <div className="max-w-full" style={{ width: VIDEO.width }}>
      {kind === 'video' ? (
        <video
          {...shared}
          playsInline
          // around a film of another shape
          className="block w-full rounded-lg bg-[black]"
          style={{ aspectRatio: `${VIDEO.width} / ${VIDEO.height}` }}
        />
      ) : (
        <audio {...shared} className="block w-full" style={{ height: AUDIO_HEIGHT }} />
      )}
      <div
        className="flex items-center gap-2 text-muted text-sm *:last:-my-1"
        style={{ height: CAPTION_HEIGHT }}
      >
        <bdi className="truncate">{file.name}</bdi>
        <span className="shrink-0">{sizeInWords(file.size)}</span>
        <DownloadLink file={file} />
      </div>
    </div>
  );
}
