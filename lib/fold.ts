/** A text without case and accents: who looks for sofia finds Sofía. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
