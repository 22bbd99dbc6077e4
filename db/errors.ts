/** Postgres's code for a row whose key is taken. */
const UNIQUE_VIOLATION = '23505';

/** Whether a statement failed because this constraint's key exists already. Drizzle wraps the driver's error. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, constraint: name } = cause as { code?: unknown; constraint?: unknown };
    if (code === UNIQUE_VIOLATION) return name === constraint;
  }
  return false;
}
