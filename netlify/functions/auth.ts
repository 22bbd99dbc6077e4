import type { Config } from '@netlify/functions';
import { serveAuth } from '#server/http/serve-auth';

export default serveAuth;

export const config: Config = { path: '/api/auth/*' };
