import type { Inline } from '#lib/markdown/tree';
import { TextLink } from '../TextLink.tsx';
import { Emoji } from './Emoji.tsx';
import { Name } from './Name.tsx';

interface InlinesProps {
  inlines: readonly Inline[];
  messageId: string;
  isInLink?: boolean;
}

/** What stands in a line. Nothing in it is ever taken for HTML. */
export function Inlines({ inlines, messageId, isInLink = false }: InlinesProps) {
  return inlines.map((inline, index) =>
    inline.type === 'text' ? (
      inline.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
      <InlineView key={index} inline={inline} messageId={messageId} isInLink={isInLink} />
    ),
  );
}

interface InlineViewProps {
  inline: Exclude<Inline, { type: 'text' }>;
  messageId: string;
  isInLink: boolean;
}

function InlineView({ inline, messageId, isInLink }: InlineViewProps) {
  switch (inline.type) {
    case 'code':
      return <code className="code-in-line">{inline.text}</code>;
    case 'emoji':
      return <Emoji name={inline.name} />;
    case 'link':
      return (
        <TextLink messageId={messageId} href={inline.href} title={inline.title}>
          <Inlines inlines={inline.inlines} messageId={messageId} isInLink />
        </TextLink>
      );
    case 'strong':
    case 'em':
    case 'strike': {
      const Tag = TAGS[inline.type];
      return (
        <Tag>
          <Inlines inlines={inline.inlines} messageId={messageId} isInLink={isInLink} />
        </Tag>
      );
    }
    default:
      return <Name named={inline} isInLink={isInLink} />;
  }
}

const TAGS = { strong: 'strong', em: 'em', strike: 's' } as const;
