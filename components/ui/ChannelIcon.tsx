import { Hash, Lock, MessageCircle } from 'lucide-react';
import type { ChannelKind } from '#lib/contracts/sync';

const ICONS = { public: Hash, private: Lock, direct: MessageCircle };

export function ChannelIcon({ kind, className }: { kind: ChannelKind; className: string }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden="true" className={`shrink-0 ${className}`} />;
}
