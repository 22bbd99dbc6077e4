import type { Connection } from '#services/chatStore';

const WORDS: Record<Exclude<Connection, 'polling'>, string> = {
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
  polling: 'bg-signal',
};

interface ConnectionStatusProps {
  connection: Connection;
  /** Seconds between two questions while live updates are down. */
  pollEvery: number;
  onRetry: () => void;
}

export function ConnectionStatus({ connection, pollEvery, onRetry }: ConnectionStatusProps) {
  // on a phone the dot is enough while all is well; what is wrong gets a line of its own where there is little room
  const isWell = connection === 'connected' || connection === 'connecting';
  return (
    <div
      className={`flex shrink-0 items-center gap-2 text-sm ${isWell ? '' : 'max-lg:order-last max-lg:basis-full'}`}
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full forced-color-adjust-none ${DOTS[connection]}`}
      />
      <span
        role="status"
        className={`${isWell ? 'max-sm:sr-only' : 'max-lg:flex-1'} ${connection === 'connected' ? 'text-muted' : 'font-medium'}`}
      >
        {wordsOf(connection, pollEvery)}
      </span>
      {connection !== 'connected' && (
        <button
          type="button"
          onClick={onRetry}
          // late: a connection that is only being opened needs no help
          className="appear-late inline-flex min-h-8 items-center rounded-lg border border-edge px-2.5 font-medium transition-colors hover:bg-hover pointer-coarse:min-h-10"
        >
          Retry now
        </button>
      )}
    </div>
  );
}

function wordsOf(connection: Connection, pollEvery: number): string {
  return connection === 'polling'
    ? `Live updates are down; checking every ${pollEvery} s`
    : WORDS[connection];
}
