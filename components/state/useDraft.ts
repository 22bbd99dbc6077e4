import { useStore } from 'zustand';
import { type Draft, draftStore, EMPTY_DRAFT } from '#services/drafts';

export function useDraft(key: string): Draft {
  return useStore(draftStore, (drafts) => drafts[key] ?? EMPTY_DRAFT);
}
