interface DemoPerson {
  name: string;
  email: string;
}

/** The sign-in page offers these people; a page that Netlify serves has no such tag. */
export async function showDemoPeople(html: string): Promise<string> {
  const { DEMO_PASSWORD, demoPeople } = await import('../seed/people.ts');
  return insertDemoPeople(html, demoPeople, DEMO_PASSWORD);
}

export function insertDemoPeople(html: string, people: readonly DemoPerson[], password: string): string {
  const content = JSON.stringify(people.map(({ name, email }) => ({ name, email, password })));
  return html.replace(
    '</head>',
    () => `<meta name="team-chat-demo" content="${escapeHtml(content)}"></head>`,
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
