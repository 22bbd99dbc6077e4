/** The password of every demo person. It opens nothing outside this machine. */
export const DEMO_PASSWORD = 'team-chat-demo';

/** Who is on the demo team. The first one owns it. */
export const demoPeople = [
  { name: 'Kevin', email: 'kevin@example.com' },
  { name: 'Mary', email: 'mary@example.com' },
  { name: 'Tom', email: 'tom@example.com' },
  { name: 'Aisha', email: 'aisha@example.com' },
  { name: 'Jonas', email: 'jonas@example.com' },
  { name: 'Mei', email: 'mei@example.com' },
  { name: 'Sofía', email: 'sofia@example.com' },
] as const;

export type DemoName = (typeof demoPeople)[number]['name'];
