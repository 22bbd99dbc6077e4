import { Hash, Lock, Users } from 'lucide-react';
import type { ChannelKind } from '#lib/contracts/channels';

const ICONS = { public: Hash, private: Lock, direct: Users };

export function ChannelIcon({ kind, className }: { kind: ChannelKind; className: string }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden="true" className={`shrink-0 ${className}`} />;
}
