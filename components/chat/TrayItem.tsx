import { RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/IconButton';
import { sizeInWords } from '#lib/attachments/file-size';
import { ALT_TEXT_MAX } from '#lib/attachments/limits';
import type { Attachment } from '#lib/contracts/messages';
import { attachmentUrl } from '#services/attachmentUrl';
import type { Upload } from '#services/uploadStore';
import { usePreview } from '../state/useUploads.ts';
import { isPicture } from './attachment-sizes.ts';
import { FileIcon } from './FileIcon.tsx';
import { UploadBar } from './UploadBar.tsx';

interface TrayItemProps {
  file: Attachment;
  /** Undefined once it is on the server. */
  upload: Upload | undefined;
  onDescribe: (alt: string) => void;
  onRetry: () => void;
  onRemove: () => void;
}

export function TrayItem({ file, upload, onDescribe, onRetry, onRemove }: TrayItemProps) {
  const { id, name, size, alt } = file;
  const problem = upload?.reason;
  return (
    <li className="flex w-full min-w-0 items-start gap-2.5 rounded-lg border border-line p-1.5 sm:w-80">
      <Thumbnail file={file} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <bdi title={name} className="truncate font-medium text-sm">
          {name}
        </bdi>
        {problem ? (
          <span role="status" className={`text-xs ${upload.hasFailed ? 'text-danger' : 'text-muted'}`}>
            {problem}
          </span>
        ) : (
          <span className="text-muted text-xs tabular-nums">{progressOf(size, upload)}</span>
        )}
        {upload && !upload.hasFailed && <UploadBar fileId={id} className="mt-0.5" />}
        {isPicture(file) && <AltText name={name} alt={alt} onDescribe={onDescribe} />}
      </div>
      <div className="flex shrink-0">
        {problem && <IconButton icon={RotateCw} label={`Try ${name} again`} onClick={onRetry} />}
        <IconButton icon={X} label={`${upload ? 'Cancel' : 'Remove'} ${name}`} onClick={onRemove} />
      </div>
    </li>
  );
}

function Thumbnail({ file }: { file: Attachment }) {
  const preview = usePreview(file.id);
  return (
    <span className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-md bg-soft text-muted">
      {isPicture(file) ? (
        <img
          src={preview ?? attachmentUrl(file.id, { thumbnail: file.hasThumbnail })}
          alt=""
          className="size-full object-cover"
        />
      ) : (
        <FileIcon mimeType={file.mimeType} />
      )}
    </span>
  );
}

interface AltTextProps {
  name: string;
  alt: string;
  onDescribe: (alt: string) => void;
}

/** Said when the field is left, not at every key. */
function AltText({ name, alt, onDescribe }: AltTextProps) {
  const [text, setText] = useState(alt);
  return (
    <input
      aria-label={`Description of ${name}`}
      placeholder="Describe this picture"
      dir="auto"
      maxLength={ALT_TEXT_MAX}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => text.trim() !== alt && onDescribe(text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      className="field-text mt-0.5 w-full min-w-0 rounded-md border border-edge bg-raised px-2 py-0.5 pointer-coarse:min-h-11"
    />
  );
}

function progressOf(size: number, upload: Upload | undefined): string {
  if (!upload) return sizeInWords(size);
  return `${sizeInWords(upload.sent)} of ${sizeInWords(size)}`;
}
