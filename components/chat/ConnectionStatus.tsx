import { RotateCw } from 'lucide-react';
import type { Connection } from '#services/chatStore';

const WORDS: Record<Connection, string> = {
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
};

const DOTS: Record<Connection, string> = {
  connecting: 'bg-signal animate-pulse',
  connected: 'bg-ok',
  reconnecting: 'bg-signal animate-pulse',
  offline: 'bg-danger',
};

interface ConnectionStatusProps {
  connection: Connection;
  onRetry: () => void;
}

export function ConnectionStatus({ connection, onRetry }: ConnectionStatusProps) {
  const isConnected = connection === 'connected';
  return (
    <div className="flex shrink-0 items-center gap-2 text-sm">
      <span
        aria-hidden="true"
        className={`size-2 rounded-full forced-color-adjust-none ${DOTS[connection]}`}
      />
      {/* on a phone the dot is enough while all is well */}
      <span role="status" className={isConnected ? 'text-muted max-sm:sr-only' : 'font-medium'}>
        {WORDS[connection]}
      </span>
      {!isConnected && (
        <button
          type="button"
          onClick={onRetry}
          // late: a connection that is only being opened needs no help
          className="appear-late inline-flex min-h-8 items-center rounded-lg border border-edge px-2.5 font-medium transition-colors hover:bg-hover pointer-coarse:min-h-10"
        >
          <RotateCw aria-hidden="true" className="size-4 sm:hidden" />
          <span className="max-sm:sr-only">Retry now</span>
        </button>
      )}
    </div>
  );
}
