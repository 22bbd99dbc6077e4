export type CloseReason = readonly [code: number, reason: string];

/**
 * Pusher's close codes. A client never comes back after 4001–4099 and 4300 up, waits a second after 4100–4199
 * (and after the WebSocket's own 1001), and comes back at once after 4200–4299.
 */
export const CLOSE = {
  goingAway: [1001, 'Server is going away'],
  unknownKey: [4001, 'Application does not exist'],
  overQuota: [4004, 'Application is over connection quota'],
  unknownPath: [4005, 'Path not found'],
  invalidVersion: [4006, 'Invalid version string format'],
  unsupportedProtocol: [4007, 'Unsupported protocol version'],
  missingProtocol: [4008, 'No protocol version supplied'],
  unauthorised: [4009, 'Connection is unauthorised'],
  noPong: [4201, 'Pong reply not received'],
} as const satisfies Record<string, CloseReason>;

/** An error frame's code, not a close code: the connection stays open. */
export const CLIENT_EVENT_RATE_EXCEEDED = 4301;
