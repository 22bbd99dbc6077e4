import { sizeInWords } from '#lib/attachments/file-size';
import { kindOf } from '#lib/attachments/kind';
import type { Attachment } from '#lib/contracts/messages';
import { attachmentUrl } from '#services/attachmentUrl';
import { CARD_HEIGHT } from './attachment-sizes.ts';
import { DownloadLink } from './DownloadLink.tsx';
import { FileIcon } from './FileIcon.tsx';
import { UploadBar } from './UploadBar.tsx';

interface FileCardProps {
  file: Attachment;
  isPending?: boolean;
}

/** A file that is kept, not shown here: a PDF opens, everything else downloads. */
export function FileCard({ file, isPending = false }: FileCardProps) {
  const { id, name, mimeType, size } = file;
  const opens = kindOf(file) === 'pdf';
  const link = 'truncate font-medium underline-offset-2 hover:underline';
  return (
    <div
      className="flex max-w-[26rem] items-center gap-2.5 rounded-lg border border-line bg-raised ps-3 pe-1.5"
      style={{ height: CARD_HEIGHT }}
    >
      <FileIcon mimeType={mimeType} className="size-6 text-muted" />
      <div className="grid min-w-0 flex-1 leading-tight">
        {opens ? (
          <a href={attachmentUrl(id)} target="_blank" rel="noopener" title={name} className={link}>
            <bdi>{name}</bdi>
          </a>
        ) : (
          <a href={attachmentUrl(id, { download: true })} download={name} title={name} className={link}>
            <bdi>{name}</bdi>
          </a>
        )}
        <span className="text-muted text-xs">{sizeInWords(size)}</span>
        {isPending && <UploadBar fileId={id} className="mt-1" />}
      </div>
      {!isPending && <DownloadLink file={file} />}
    </div>
  );
}
