import type { Attachment } from '#lib/contracts/messages';
import type { Upload } from '#services/uploadStore';

interface FileNamesProps {
  files: readonly Attachment[];
  uploads: readonly Upload[];
}

/** The files of a draft until their tray is loaded: whoever has picked one sees that it is there. */
export function FileNames({ files, uploads }: FileNamesProps) {
  return (
    <ul aria-label="Attachments" className="px-3.5 pt-2.5 text-muted text-sm">
      {[...files, ...uploads.map(({ file }) => file)].map(({ id, name }) => (
        <li key={id} className="truncate">
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
