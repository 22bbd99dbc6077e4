import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlobsServer } from '@netlify/blobs/server';
import { sendWebResponse, toWebRequest } from './host/web-request.ts';

const SITE_ID = 'local-blobs';
const OUR_PATH = new RegExp(`^/(?:region:[^/]+/)?${SITE_ID}(?:[/?]|$)`);

export interface BlobsEndpoint {
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
}

/** Netlify's own blob server. It can only open a port of its own, on every network interface, so we hand it requests. */
export function createBlobsEndpoint(options: { directory: string; token: string }): BlobsEndpoint {
  const server = new BlobsServer(options);
  const address = 'http://127.0.0.1';
  // both are private: tests/local/host/stack.test.ts tells when that breaks
  Reflect.set(server, 'address', address);
  const answer: (request: Request) => Promise<Response> = Reflect.get(server, 'handleRequest').bind(server);

  async function forward(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = await toWebRequest(req, new URL(`${address}${req.url}`), { requestId: '', ip: '' });
    await sendWebResponse(res, request ? await answer(request) : new Response(null, { status: 413 }));
  }

  function handleRequest(req: IncomingMessage, res: ServerResponse): boolean {
    if (!OUR_PATH.test(req.url ?? '')) return false;
    forward(req, res).catch((error: unknown) => {
      console.error('blobs failed:', error);
      res.destroy();
    });
    return true;
  }

  return { handleRequest };
}

/** What `getStore()` reads from NETLIFY_BLOBS_CONTEXT. */
export function blobsContext(port: number, token: string): string {
  const url = `http://127.0.0.1:${port}`;
  const context = { edgeURL: url, uncachedEdgeURL: url, siteID: SITE_ID, deployID: 'local', token };
  return Buffer.from(JSON.stringify(context)).toString('base64');
}
