import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { attachmentUrl } from '#services/attachmentUrl';
import { usePreview, useUpload } from '../state/useUploads.ts';
import { type Picture, pictureBox, TILE } from './attachment-sizes.ts';
import { UploadBar } from './UploadBar.tsx';

interface PictureTileProps {
  picture: Picture;
  isAlone: boolean;
  isPending: boolean;
  onOpen: () => void;
}

/** A picture in a message. Its box is there before it is. */
export function PictureTile({ picture, isAlone, isPending, onOpen }: PictureTileProps) {
  const { id, name, alt, hasThumbnail } = picture;
  const [isBroken, setBroken] = useState(false);
  const preview = usePreview(id);
  const isOnItsWay = useUpload(id) !== undefined && isPending;
  const box = isAlone ? pictureBox(picture) : { width: TILE, height: TILE };
  // to fill a tile, a small one would be blown up: an icon is an icon
  const isShownWhole = isAlone || Math.min(picture.width, picture.height) < TILE;
  const label = alt || name;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      title={label}
      disabled={isOnItsWay}
      onClick={onOpen}
      className="relative block max-w-full overflow-hidden rounded-lg border border-line bg-soft"
      style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}` }}
    >
      {isBroken ? (
        <span className="flex size-full flex-col items-center justify-center gap-1 p-2 text-muted text-sm">
          <ImageOff aria-hidden="true" className="size-5" />
          <bdi className="max-w-full truncate">{label}</bdi>
        </span>
      ) : (
        <img
          // what was picked here is here already
          src={preview ?? attachmentUrl(id, { thumbnail: hasThumbnail })}
          alt={label}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
          className={`size-full ${isShownWhole ? 'object-scale-down' : 'object-cover'}`}
        />
      )}
      {isPending && <UploadBar fileId={id} className="absolute inset-x-2 bottom-2" />}
    </button>
  );
}
