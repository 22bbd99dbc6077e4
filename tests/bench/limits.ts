// What `npm run bench` measures, and what is too slow.

/** Milliseconds that each link gets in the send handler's test, there and back together. */
export const LINK_DELAY = 20;
export const HANDLER_CALLS = 50;
/** Milliseconds of the median: one SQL request, one trigger, and 15 ms for everything else. */
export const HANDLER_MAX = LINK_DELAY + LINK_DELAY + 15;

/** How many sockets hear a message, and how many times the floor's median ours may take. */
export const AUDIENCES = [
  { receivers: 1, timesFloor: 3 },
  { receivers: 50, timesFloor: 3 },
  { receivers: 500, timesFloor: 1.5 },
];
/** Sends of each chat to each audience, in rounds: whatever else the machine does falls on all chats alike. */
export const ROUNDS = 10;
export const SENDS_A_ROUND = 25;
export const WARM_UP_SENDS = 150;

export const RATE = {
  receivers: 50,
  /** Messages a second. */
  first: 50,
  max: 1_600,
  /** The answer is at most this many times too low. */
  precision: 1.1,
  /** Seconds for which a rate is to be held. */
  seconds: 2,
  /** Milliseconds, of the p95. */
  latency: 200,
};

/** Milliseconds after which a message is lost. */
export const LOST_AFTER = 10_000;

/** What `npm run seed:large` makes. */
export const LARGE = { seed: 1, messages: 1_000_000, mark: 'Seed 1 of 1,000,000 messages' };

/** Calls of each kind, after one that does not count. */
export const DATABASE_SAMPLES = 7;
/** On it, in milliseconds of the database at the median. */
export const DATABASE = {
  sync: 15,
  page: 5,
  unread: 15,
  search: 100,
  sends: 60,
  /** How many times what it takes on an empty table a send may take. */
  timesEmpty: 1.2,
};

/** Milliseconds until a text that was made to take long is painted, at the median. */
export const WORST_TEXT_MAX = 50;
export const WORST_TEXT_SAMPLES = 5;

/** Messages of a channel in the list's test. */
export const LIST_MESSAGES = 10_000;
/** There, in milliseconds unless it says otherwise: medians, but for what is named p95 or longest. */
export const LIST = {
  mount: 100,
  switching: 30,
  arriving: 10,
  arrivingP95: 20,
  longestFrame: 50,
  articles: 400,
  /** Megabytes. */
  heap: 15,
};

/** Milliseconds of the median from a key to the frame that shows its letter, with as many messages: one frame of a screen. */
export const TYPING_MAX = 16;
