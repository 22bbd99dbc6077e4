// Pusher's limits, not ours: what the hosted service refuses, the local one must refuse too.

export const EVENT_DATA_MAX_BYTES = 10_240;
export const EVENT_NAME_MAX_LENGTH = 200;
export const CHANNEL_NAME_MAX_LENGTH = 164;
export const TRIGGER_MAX_CHANNELS = 100;
export const BATCH_MAX_EVENTS = 10;

export const PRESENCE_MAX_MEMBERS = 100;
export const MEMBER_INFO_MAX_BYTES = 1_024;
export const USER_ID_MAX_LENGTH = 128;

export const CLIENT_EVENTS_PER_SECOND = 10;
export const CACHED_EVENT_SECONDS = 30 * 60;

export const ACTIVITY_TIMEOUT_SECONDS = 120;
export const PONG_TIMEOUT_SECONDS = 30;
export const SIGNATURE_MAX_AGE_SECONDS = 600;

// Ours: ten full events, every byte of them escaped as six in JSON, fit with room to spare.
export const REQUEST_BODY_MAX_BYTES = 1_048_576;
// Ours: a client event of full size, escaped in the same way, and a subscription with a full channel_data fit.
export const SOCKET_MESSAGE_MAX_BYTES = 131_072;
