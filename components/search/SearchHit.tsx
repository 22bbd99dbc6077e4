import { Paperclip } from 'lucide-react';
import { Link } from 'wouter';
import { Avatar } from '#components/ui/Avatar';
import type { SearchResult } from '#lib/contracts/search';
import { plainTextOf } from '#lib/markdown/plain-text';
import { highlightsOf } from '#lib/search/highlights';
import { snippetOf } from '#lib/search/snippet';
import { useNames } from '../state/useNames.ts';
import { exactTimeOf, whenOf } from './when.ts';

interface SearchHitProps {
  result: SearchResult;
  /** What its conversation is called. */
  place: string;
  onOpen: (messageId: string) => void;
}

/** One message that was found: all of it leads to where it was said. */
export function SearchHit({ result: { message, channelId, highlights }, place, onOpen }: SearchHitProps) {
  const { id, senderId, senderName, content, attachments, createdAt } = message;
  return (
    <article
      aria-label={`${senderName}, ${place}, ${whenOf(createdAt)}`}
      className="relative flex gap-3 rounded-xl px-3 py-2.5 outline-accent hover:bg-hover has-[[data-hit]:focus-visible]:bg-hover has-[[data-hit]:focus-visible]:outline-2"
    >
      <Avatar id={senderId} name={senderName} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="truncate font-semibold">{senderName}</bdi>
          <Link
            href={`/c/${channelId}`}
            className="relative z-1 max-w-full truncate rounded-sm text-accent text-sm underline-offset-2 hover:underline"
          >
            {place}
          </Link>
          <time
            dateTime={createdAt}
            title={exactTimeOf(createdAt)}
            className="relative z-1 text-muted text-xs tabular-nums"
          >
            {whenOf(createdAt)}
          </time>
          <Link
            href={`/c/${channelId}/${id}`}
            data-hit={id}
            aria-label={`In context: ${senderName}, ${place}, ${whenOf(createdAt)}`}
            onClick={() => onOpen(id)}
            className="ms-auto font-medium text-accent text-sm underline-offset-2 outline-none after:absolute after:inset-0 hover:underline"
          >
            <span className="max-sm:sr-only">In context</span>
          </Link>
        </div>
        {content !== '' && <FoundText content={content} highlights={highlights} />}
        {attachments.map(({ id: fileId, name }) => (
          <p key={fileId} className="flex items-center gap-1.5 text-muted text-sm">
            <Paperclip aria-hidden="true" className="size-3.5 shrink-0" />
            <bdi className="truncate">{name}</bdi>
          </p>
        ))}
      </div>
    </article>
  );
}

/** Without its Markdown and in one line: a result is to be looked over, its message is one press away. */
function FoundText({ content, highlights }: Pick<SearchResult, 'highlights'> & { content: string }) {
  const said = useNames(plainTextOf(content));
  const found = highlights.map(([from, to]) => content.slice(from, to));
  const { parts, isCutBefore, isCutAfter } = snippetOf(said, highlightsOf(said, [...new Set(found)]));
  return (
    <p dir="auto" className="-mx-0.5 px-0.5 text-start wrap-anywhere max-sm:line-clamp-5">
      {isCutBefore && <span className="text-muted">… </span>}
      {parts.map(({ text, isHit }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
        return isHit ? <Hit key={index} text={text} /> : text;
      })}
      {isCutAfter && <span className="text-muted"> …</span>}
    </p>
  );
}

function Hit({ text }: { text: string }) {
  return <mark className="rounded-sm bg-mark font-medium text-ink ring-1 ring-mark">{text}</mark>;
}
