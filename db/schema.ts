/** The whole schema as one object: drizzle and Better Auth ask for it like that. */
export * from './schema/channels.ts';
export * from './schema/messages.ts';
export * from './schema/people.ts';
