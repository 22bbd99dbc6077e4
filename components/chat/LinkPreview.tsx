import { X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { IconButton } from '#components/ui/IconButton';
import type { LinkPreview as Preview } from '#lib/contracts/messages';
import { useSubmit } from '../ui/useSubmit.ts';

interface LinkPreviewProps {
  messageId: string;
  /** When the text was written that has the link: ISO 8601. */
  writtenAt: string;
  preview: Preview;
  /** Null for what others sent: its author alone decides. */
  onRemove: ((messageId: string) => Promise<void>) | null;
}

/**
 * What a link leads to, in the words of whoever made that page: nothing in it is ever taken for HTML, and its picture comes
 * from our own server, into a box that is kept for it.
 */
export function LinkPreview({ messageId, writtenAt, preview, onRemove }: LinkPreviewProps) {
  const { url, title, description, site, image } = preview;
  const { isBusy, problem, submit } = useSubmit();

  function handleRemove({ currentTarget }: MouseEvent) {
    const message = currentTarget.closest('article');
    void submit(async () => {
      await onRemove?.(messageId);
      // its button goes with it
      message?.focus();
    });
  }

  return (
    <>
      <figure
        aria-label={`Preview of ${title}`}
        className="mt-1.5 mb-0.5 flex max-w-lg gap-3 rounded-lg border border-line border-s-4 bg-raised py-2 ps-3 pe-2"
      >
        <div className="min-w-0 flex-1 text-sm/5">
          <p dir="auto" className="truncate text-muted text-xs/5">
            {site}
          </p>
          <p dir="auto" className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
            <a href={url} target="_blank" rel="noopener nofollow ugc" className="text-accent hover:underline">
              {title}
            </a>
          </p>
          <p dir="auto" className="line-clamp-2 text-muted [overflow-wrap:anywhere]">
            {description}
          </p>
        </div>
        {image && (
          <img
            src={`/.netlify/functions/chat-preview-image?${new URLSearchParams({ messageId, text: writtenAt })}`}
            alt=""
            loading="lazy"
            decoding="async"
            style={{ aspectRatio: Math.min(1.6, Math.max(0.8, image.width / image.height)) }}
            className="h-20 max-w-16 shrink-0 rounded-md bg-soft object-cover sm:max-w-none"
          />
        )}
        {onRemove && (
          <IconButton
            icon={X}
            label="Remove preview"
            disabled={isBusy}
            onClick={handleRemove}
            className="-my-1 -ms-1.5"
          />
        )}
      </figure>
      {problem && (
        <p role="alert" className="mt-1 text-danger text-sm">
          The preview was not removed: {problem}
        </p>
      )}
    </>
  );
}
