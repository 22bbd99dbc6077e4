import { ChevronLeft, ChevronRight, Maximize2, Minimize2, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '#components/ui/IconButton';
import { sizeInWords } from '#lib/attachments/file-size';
import { attachmentUrl } from '#services/attachmentUrl';
import type { Picture } from './attachment-sizes.ts';
import { DownloadLink } from './DownloadLink.tsx';
import { PictureDescription } from './PictureDescription.tsx';

interface PictureViewerProps {
  /** Those of one message. */
  pictures: readonly Picture[];
  firstId: string;
  /** Gives one of them another description; rejects with a sentence for the person. Null when the reader may not. */
  onDescribe: ((pictureId: string, alt: string) => Promise<void>) | null;
  onClose: () => void;
}

/** The pictures of a message, one at a time and as large as there is room; by keyboard, too. Loaded when the first one is opened. */
export default function PictureViewer({ pictures, firstId, onDescribe, onClose }: PictureViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(() =>
    Math.max(
      0,
      pictures.findIndex(({ id }) => id === firstId),
    ),
  );
  const [isWhole, setWhole] = useState(true);
  const [isEditing, setEditing] = useState(false);
  // a picture of a message that was deleted meanwhile is gone
  const known = pictures[index];
  const isGone = known === undefined;
  const [said, setSaid] = useState<Said | null>(null);

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);

  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);

  function edit(next: boolean) {
    setEditing(next);
    // what had the focus is taken away
    if (!next) dialog.current?.focus();
  }

  function step(by: number) {
    setWhole(true);
    setIndex((now) => Math.max(0, Math.min(pictures.length - 1, now + by)));
  }

  function handleKeyDown(event: KeyboardEvent) {
    // the list below has its own use for these keys
    event.stopPropagation();
    // a picture larger than the screen is moved with them
    if (!isWhole || isEditing) return;
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  }

  async function describe(picture: Picture, next: string) {
    await onDescribe?.(picture.id, next);
    setSaid({ id: picture.id, instead: picture.alt, alt: next });
  }

  if (!known) return null;
  const picture = withSaid(known, said);
  const { id, name, alt, size, width, height } = picture;
  return (
    <dialog
      ref={dialog}
      aria-label={alt || name}
      closedby="any"
      onKeyDown={handleKeyDown}
      // also by a gesture: what is written comes before the picture
      onCancel={(event) => {
        if (!isEditing) return;
        event.preventDefault();
        edit(false);
      }}
      // the browser gives the focus back to what had it
      onClose={onClose}
      className="sheet fill-viewport m-0 h-dvh max-h-none w-dvw max-w-none bg-transparent p-0 text-ink"
    >
      <div className="relative flex size-full flex-col bg-canvas">
        <header className="flex items-center gap-2 border-line border-b py-1.5 ps-4 pe-2">
          <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
            <bdi className="max-w-full truncate font-semibold">{name}</bdi>
            <span className="text-muted text-sm tabular-nums">
              {width} × {height}, {sizeInWords(size)}
              {pictures.length > 1 && ` · ${index + 1} of ${pictures.length}`}
            </span>
          </p>
          <IconButton
            icon={isWhole ? Maximize2 : Minimize2}
            label={isWhole ? 'Full size' : 'Fit to the window'}
            onClick={() => setWhole(!isWhole)}
          />
          <DownloadLink file={picture} />
          <IconButton icon={X} label="Close" onClick={() => dialog.current?.close()} />
        </header>
        <section
          aria-label={isWhole ? undefined : 'Picture in full size'}
          tabIndex={isWhole ? undefined : 0}
          className={`min-h-0 flex-1 overflow-auto p-3 ${isWhole ? 'grid place-items-center [container-type:size]' : ''}`}
        >
          <img
            key={id}
            src={attachmentUrl(id)}
            alt={alt || name}
            width={width}
            height={height}
            // as large as there is room, but never larger than it is
            style={
              isWhole ? { width: `min(${width}px, 100cqw, calc(100cqh * ${width / height}))` } : undefined
            }
            className={isWhole ? 'h-auto' : 'mx-auto max-w-none'}
          />
        </section>
        <PictureDescription
          key={id}
          picture={picture}
          onSave={onDescribe && ((text) => describe(known, text))}
          isEditing={isEditing}
          onEdit={edit}
        />
        {/* beside all of it, not beside the picture alone: they stay where they are when the next one has a description */}
        <Step
          label="Previous picture"
          isShown={index > 0 && !isEditing}
          side="start-3"
          onStep={() => step(-1)}
        />
        <Step
          label="Next picture"
          isShown={index < pictures.length - 1 && !isEditing}
          side="end-3"
          onStep={() => step(1)}
        />
      </div>
    </dialog>
  );
}

/** A description that the server has, and that this page's message says with the next news of it. */
interface Said {
  id: string;
  instead: string;
  alt: string;
}

function withSaid(picture: Picture, said: Said | null): Picture {
  const isNews = said?.id === picture.id && said.instead === picture.alt;
  return isNews ? { ...picture, alt: said.alt } : picture;
}

interface StepProps {
  label: 'Previous picture' | 'Next picture';
  isShown: boolean;
  side: 'start-3' | 'end-3';
  onStep: () => void;
}

/** Not taken away at the ends but switched off: the focus stays where it is. */
function Step({ label, isShown, side, onStep }: StepProps) {
  return (
    <IconButton
      icon={label === 'Next picture' ? ChevronRight : ChevronLeft}
      label={label}
      aria-disabled={!isShown}
      onClick={onStep}
      className={`absolute! top-1/2 -translate-y-1/2 border border-line bg-raised shadow-float ${side} ${isShown ? '' : 'opacity-0'}`}
    />
  );
}
