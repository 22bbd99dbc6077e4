/** Something the person at the keyboard can mend: its message is one line and says how. */
export class LocalError extends Error {}
