import { type Deps, getDeps } from '../deps.ts';
import { answerOfError } from './answers.ts';

/** A function that the platform calls by the clock, and nobody by an address: `config.schedule` has Netlify see to that. */
export function serveSchedule(work: (deps: Deps) => Promise<void>): () => Promise<Response> {
  return async () => {
    try {
      await work(getDeps());
      return new Response(null, { status: 204 });
    } catch (error) {
      return answerOfError(error, crypto.randomUUID());
    }
  };
}
