import type { Context } from '@netlify/functions';
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { AppError } from '#lib/errors';
import { type Actor, type Deps, getDeps } from '../deps.ts';
import { answerOf, answerOfError, invalid } from './answers.ts';
import { type BodyType, readInput } from './read-input.ts';
import { readSession } from './read-session.ts';

// zod/mini says nothing but "Invalid input" by itself; taken from here because z.locales would bring every language along
z.config(en());

/** Who asks, how, and under which id this request is logged. */
export interface Caller extends Actor {
  requestId: string;
  /** Where the site is for whoever asks. */
  origin: URL;
  /** What a request says beside its fields: which bytes it wants, what its browser has kept. */
  headers: Headers;
}

export type UseCase<Input> = (deps: Deps, caller: Caller, input: Input) => Promise<unknown>;

interface Operation {
  accepts: BodyType;
  run(deps: Deps, caller: Caller, fields: unknown): Promise<unknown>;
}

/** Joins a contract and a use-case: the use-case never sees a field that the contract did not let through. */
export function operation<Contract extends z.ZodMiniType>(
  contract: Contract,
  act: UseCase<z.output<Contract>>,
  accepts: BodyType = 'application/json',
): Operation {
  return {
    accepts,
    async run(deps, caller, fields) {
      const input = contract.safeParse(fields);
      if (!input.success) throw invalid(input.error);
      return act(deps, caller, input.data);
    },
  };
}

type Handler = (request: Request, context: Pick<Context, 'requestId'>) => Promise<Response>;

/** A Netlify function: method → session → fields → use-case → answer, for everybody who has a session and nobody else. */
export function serve(operations: Partial<Record<'GET' | 'POST', Operation>>): Handler {
  return async (request, context) => {
    const requestId = context?.requestId ?? crypto.randomUUID();
    const response = await respond(operations, request, requestId).catch((error) =>
      answerOfError(error, requestId),
    );
    response.headers.set('x-request-id', requestId);
    return response;
  };
}

async function respond(
  operations: Partial<Record<string, Operation>>,
  request: Request,
  requestId: string,
): Promise<Response> {
  const deps = getDeps();
  const asked = operations[request.method];
  if (!asked)
    throw new AppError('method_not_allowed', 'There is no such method here', {
      allow: Object.keys(operations),
    });
  const session = await readSession(deps, request);
  const fields = await readInput(request, asked.accepts);
  const caller = {
    userId: session.userId,
    requestId,
    origin: new URL(new URL(request.url).origin),
    headers: request.headers,
  };
  const response = answerOf(await asked.run(deps, caller, fields));
  for (const cookie of session.cookies) response.headers.append('set-cookie', cookie);
  return response;
}
