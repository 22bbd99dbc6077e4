import { isBlank, trimContent } from '#lib/content';
import { MessageText } from '../MessageText.tsx';

/** What is being written, as it will be shown. */
export function Preview({ text }: { text: string }) {
  return (
    <section
      aria-label="Preview"
      className="max-h-[40dvh] min-h-9 overflow-y-auto px-2 py-1.5 pointer-coarse:min-h-11 pointer-coarse:py-2.5"
    >
      {isBlank(text) ? (
        <p className="text-muted">There is nothing to show yet.</p>
      ) : (
        <MessageText messageId="preview" content={trimContent(text)} />
      )}
    </section>
  );
}
