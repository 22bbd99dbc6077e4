/** What happened since the start. Only `openConnections` goes down again. */
export interface Counts {
  openConnections: number;
  connections: number;
  /** `POST /events` and `POST /batch_events` that were answered with 200. */
  triggerRequests: number;
  /** Events those requests published, one a channel. */
  publishedEvents: number;
  clientEvents: number;
  /** Events written to sockets, presence news included. */
  deliveries: number;
  /** API requests answered with an error. */
  refusedRequests: number;
  /** Webhook requests the receiver answered with 2xx. */
  webhooks: number;
}

export const newCounts = (): Counts => ({
  openConnections: 0,
  connections: 0,
  triggerRequests: 0,
  publishedEvents: 0,
  clientEvents: 0,
  deliveries: 0,
  refusedRequests: 0,
  webhooks: 0,
});
