import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../read-body.ts';
import { refusalOf } from './access.ts';
import type { Faults } from './faults.ts';
import { FaultPlanError, type PlanIssue } from './plan.ts';

const LOCAL_PATHS = /^\/__local(?:\/|\?|$)/;
const BODY_MAX_BYTES = 64 * 1024;

interface Control {
  /** False when the path is someone else's. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
}

interface Answer {
  status: number;
  body: object;
}

/** `POST /__local/faults` replaces the plan, `GET` tells it; `counts` is what the stack has counted so far. */
export function createFaultControl(faults: Faults, counts: () => object): Control {
  async function answer(req: IncomingMessage): Promise<Answer> {
    const refusal = refusalOf(req, pathOf(req));
    if (refusal) return failure(refusal.status, refusal.message);
    if (req.method === 'POST') {
      const text = await readBody(req, BODY_MAX_BYTES);
      if (!text) return failure(413, `A plan has at most ${BODY_MAX_BYTES} bytes`);
      const problem = setPlan(faults, text.toString());
      if (problem) return problem;
    }
    return { status: 200, body: { plan: faults.plan, counts: counts() } };
  }

  return ownPaths((req, res) => {
    answer(req).then(
      (given) => send(req, res, given),
      // the caller went away in the middle of its body
      () => res.destroy(),
    );
  });
}

/** With real settings there is nothing to break, and the page must not answer in its place. */
export function refuseFaultControl(): Control {
  return ownPaths((req, res) => send(req, res, failure(404, 'Faults exist only on the local stack')));
}

function ownPaths(take: (req: IncomingMessage, res: ServerResponse) => void): Control {
  return {
    handleRequest(req, res) {
      const isOurs = LOCAL_PATHS.test(req.url ?? '');
      if (isOurs) take(req, res);
      return isOurs;
    },
  };
}

function setPlan(faults: Faults, text: string): Answer | null {
  try {
    faults.set(JSON.parse(text));
    return null;
  } catch (error) {
    if (error instanceof SyntaxError) return failure(400, 'The body is not JSON');
    if (error instanceof FaultPlanError) return failure(400, error.message, error.issues);
    throw error;
  }
}

function failure(status: number, message: string, issues?: PlanIssue[]): Answer {
  return { status, body: { error: { message, ...(issues && { issues }) } } };
}

function send(req: IncomingMessage, res: ServerResponse, { status, body }: Answer): void {
  // what is left of a body that was not read would be taken for the next request
  if (!req.complete) res.setHeader('connection', 'close');
  if (status === 405) res.setHeader('allow', 'GET, POST');
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(`${JSON.stringify(body)}\n`);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
