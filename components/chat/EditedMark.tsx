/** That a message was edited, and the way to what it said before. */
export function EditedMark({ isSaving, onShow }: { isSaving: boolean; onShow: () => void }) {
  if (isSaving) return <span className="text-muted text-xs"> (saving…)</span>;
  return (
    <>
      {' '}
      <button
        type="button"
        aria-haspopup="dialog"
        title="Show what it said before"
        onClick={onShow}
        className="relative text-muted text-xs underline-offset-2 after:absolute after:-inset-1 hover:underline pointer-coarse:after:-inset-3"
      >
        (edited)
      </button>
    </>
  );
}
