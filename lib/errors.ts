/** Every failure a function answers on purpose, and its HTTP status. The one table for both sides. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_type: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing wrong with one field; `path` is its dotted name, '' for the input as a whole. */
export interface Issue {
  path: string;
  message: string;
}

interface AppErrorOptions extends ErrorOptions {
  issues?: Issue[];
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
  /** The methods that exist here, for a 405. */
  allow?: string[];
  /** What is there now, for a conflict. */
  current?: unknown;
}

/** The only error thrown on purpose: everything else is answered as `internal` and logged. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: Issue[] | undefined;
  readonly retryAfter: number | undefined;
  readonly allow: string[] | undefined;
  readonly current: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    { issues, retryAfter, allow, current, ...options }: AppErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.issues = issues;
    this.retryAfter = retryAfter;
    this.allow = allow;
    this.current = current;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
