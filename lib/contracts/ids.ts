import * as z from 'zod/mini';

/** Ids are compared as text in the browser and as uuid in Postgres, which answers in lower case: so everything is lower case. */
export const Id = z.uuid().check(z.toLowerCase());

export const Timestamp = z.iso.datetime();
