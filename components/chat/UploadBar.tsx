import { useUpload } from '../state/useUploads.ts';

/** How much of a file has left; nothing once it is there. */
export function UploadBar({ fileId, className = '' }: { fileId: string; className?: string }) {
  const upload = useUpload(fileId);
  if (!upload) return null;
  const { file, sent, reason } = upload;
  const percent = Math.floor((sent / file.size) * 100);
  return (
    <span
      role="progressbar"
      aria-label={`Uploading ${file.name}`}
      aria-valuenow={percent}
      aria-valuetext={reason ?? `${percent} %`}
      className={`block h-1.5 overflow-hidden rounded-full bg-canvas/80 ring-1 ring-line ${className}`}
    >
      <span className="block h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
    </span>
  );
}
