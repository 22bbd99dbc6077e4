/** Messages that one person may send within the window. */
export const SEND_LIMIT = 30;
/** Seconds. */
export const SEND_LIMIT_WINDOW = 10;

/** Characters of a new password. */
export const PASSWORD_MIN = 10;
