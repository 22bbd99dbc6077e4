import { z } from 'zod';

const DemoPeople = z.array(
  z.object({ name: z.string().min(1), email: z.string().min(1), password: z.string().min(1) }),
);
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
