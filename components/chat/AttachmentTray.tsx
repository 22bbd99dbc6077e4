import type { Attachment } from '#lib/contracts/messages';
import { describeFile, removeFile, retryUpload } from '#services/attaching';
import type { Upload } from '#services/uploadStore';
import { TrayItem } from './TrayItem.tsx';

interface AttachmentTrayProps {
  draftKey: string;
  files: readonly Attachment[];
  uploads: readonly Upload[];
  /** What had the focus may be gone. */
  onRemoved: () => void;
}

/** The files of a draft, in the order in which they were picked. */
export default function AttachmentTray({ draftKey, files, uploads, onRemoved }: AttachmentTrayProps) {
  const all = [
    ...files.map((file) => ({ file, upload: undefined })),
    ...uploads.map((upload) => ({ file: upload.file, upload })),
  ];
  all.sort((a, b) => (a.file.id < b.file.id ? -1 : 1));
  return (
    <ul aria-label="Attachments" className="flex max-h-[40dvh] flex-wrap gap-2 overflow-y-auto p-2.5 pb-1">
      {all.map(({ file, upload }) => (
        <TrayItem
          key={file.id}
          file={file}
          upload={upload}
          onDescribe={(alt) => describeFile(draftKey, file.id, alt)}
          onRetry={() => retryUpload(file.id)}
          onRemove={() => {
            removeFile(draftKey, file.id);
            onRemoved();
          }}
        />
      ))}
    </ul>
  );
}
