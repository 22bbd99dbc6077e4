import { useStore } from 'zustand';
import { type ChatState, chatStore } from '#services/chatStore';

export function useChat<T>(select: (chat: ChatState) => T): T {
  return useStore(chatStore, select);
}
