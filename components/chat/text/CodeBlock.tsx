import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHighlight } from './useHighlight.ts';

interface CodeBlockProps {
  /** As it was typed; empty when nothing was. */
  language: string;
  text: string;
  /** What is copied, where the text is only a part of it. */
  whole?: string | undefined;
}

/** Milliseconds for which the button says that it has done it. */
const SAID_FOR = 2_000;

/** Code as it was typed, in colours once they are here. */
export function CodeBlock({ language, text, whole = text }: CodeBlockProps) {
  const parts = useHighlight(language, text);
  return (
    <div className="max-w-full overflow-hidden rounded-lg border border-line bg-side">
      <div className="flex h-7 items-center justify-between gap-2 border-line border-b ps-3 pe-1 text-muted text-xs">
        <bdi className="truncate">{language || 'code'}</bdi>
        <CopyButton text={whole} />
      </div>
      <pre dir="ltr" className="code-block">
        <code>
          {parts?.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one code have no other name and never move
            <span key={index} className={part.kinds || undefined}>
              {part.text}
            </span>
          )) ?? text}
        </code>
      </pre>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className="inline-flex h-6 shrink-0 items-center gap-1 rounded-md px-1.5 font-medium transition-colors hover:bg-hover hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-3.5" />
      <span aria-live="polite">{isCopied ? 'Copied' : 'Copy code'}</span>
    </button>
  );
}
