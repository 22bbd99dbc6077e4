import * as z from 'zod/mini';

const Filled = z.string().check(z.minLength(1));
const DemoPeople = z.array(z.object({ name: Filled, email: Filled, password: Filled }));
export type DemoPerson = z.infer<typeof DemoPeople>[number];

/** The people the local stack offers for one-click sign-in. A deployed page has no such tag, and so nobody here. */
export function readDemoPeople(page: Document): DemoPerson[] {
  const content = page.querySelector<HTMLMetaElement>('meta[name="team-chat-demo"]')?.content;
  if (!content) return [];
  try {
    return DemoPeople.parse(JSON.parse(content));
  } catch {
    return [];
  }
}
