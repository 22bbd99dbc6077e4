import { Paperclip } from 'lucide-react';

/** Over a conversation while files are held over it. */
export function DropZone({ place }: { place: string }) {
  return (
    <div className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-2xl border-2 border-accent border-dashed bg-canvas/85">
      <p className="flex items-center gap-2 font-semibold text-lg">
        <Paperclip aria-hidden="true" className="size-5" /> Drop files to attach them in <bdi>{place}</bdi>
      </p>
    </div>
  );
}
