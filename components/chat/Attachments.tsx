import { kindOf } from '#lib/attachments/kind';
import type { Attachment } from '#lib/contracts/messages';
import { isPicture } from './attachment-sizes.ts';
import { FileCard } from './FileCard.tsx';
import { MediaFile } from './MediaFile.tsx';
import { PictureTile } from './PictureTile.tsx';

interface AttachmentsProps {
  files: readonly Attachment[];
  /** Not stored yet: some may still be on their way. */
  isPending: boolean;
  onOpen: (picture: Attachment) => void;
}

/** The files of a message: pictures first, then what plays, then what can only be kept. */
export function Attachments({ files, isPending, onOpen }: AttachmentsProps) {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return (
    <div className="flex flex-col gap-1.5 pt-1.5">
      {pictures.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {pictures.map((picture) => (
            <PictureTile
              key={picture.id}
              picture={picture}
              isAlone={pictures.length === 1}
              isPending={isPending}
              onOpen={() => onOpen(picture)}
            />
          ))}
        </div>
      )}
      {others.map((file) => {
        const kind = kindOf(file);
        const isPlayed = (kind === 'video' || kind === 'audio') && !isPending;
        return isPlayed ? (
          <MediaFile key={file.id} file={file} kind={kind} />
        ) : (
          <FileCard key={file.id} file={file} isPending={isPending} />
        );
      })}
    </div>
  );
}
