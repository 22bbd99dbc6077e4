/** Fifty texts, each as long as a message may be, that take parsers and browsers long: by what they are made of. */
const LENGTH = 9_990;
const ID = '0191e0a0-0000-7000-8000-000000000001';

const full = (piece: string, length = LENGTH) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const half = (piece: string) => full(piece, LENGTH / 2);
const stairs = (line: (step: number) => string) =>
  Array.from({ length: 130 }, (_, step) => line(step)).join('\n');

export const WORST_TEXTS: Record<string, string> = {
  'an unclosed fence': `\`\`\`\n${full('line\n')}`,
  'an unclosed fence of one line': `\`\`\`ts\n${full('a')}`,
  'nothing but fences': full('```\n'),
  'fences in items': full('- ```\n'),
  'code of a thousand blocks': full('```\na\n```\n'),
  '5,000 >': '>'.repeat(5_000),
  '> with spaces': full('> '),
  'quoted lines': full('> a\n'),
  'quotes and lists in turn': full('> - '),
  'quoted lists': full('> - a\n'),
  'a word of 10,000 characters': full('a'),
  'a word with dots and @': `${half('a.')}@${half('a.')}`,
  'opened em': full('*a '),
  'opened strong': full('**a '),
  'em and strong in turn': full('*a **a '),
  'underscores in words': full('_a_'),
  'stars and underscores': full('*_'),
  'em by two marks': `${half('*a_b')}${half('_*')}`,
  'three stars between words': full('a***b '),
  'stars around a word': `${half('*')}a${half('*')}`,
  'opened strikes': full('~~a '),
  'much emphasis': full('**a** _b_ '),
  'backticks in words': full('`a'),
  'backticks of all lengths': stairs((step) => '`'.repeat(step)),
  'much code': full('`a` '),
  'opened brackets': full('['),
  'brackets around brackets': `${half('[a')}${half(']')}`,
  'opened links': full('[a]('),
  'opened titles': full('[a](b "'),
  'an unclosed title': `[a](b "${full('\\"')}`,
  'opened angles': full('[a](<'),
  'brackets in an address': `[a](${full('(')}`,
  'links in links': `${half('[')}a${half('](http://b)')}`,
  'many links': full('[a](http://b) '),
  'many pictures': full('![a](http://b) '),
  'schemes without addresses': full('http://'),
  'angles with schemes': full('<http://'),
  'brackets behind an address': `http://a${full(')')}`,
  'many addresses': full('http://a.b '),
  'many mentions': full(`<@${ID}> `),
  'many emoji names': full(':tada: '),
  colons: full(':'),
  backslashes: full('\\'),
  'steps of a list': stairs((step) => `${' '.repeat(step)}- a`),
  'empty items': full('-\n'),
  'a list of two levels': full('* a\n  * b\n'),
  'a table of 2,500 columns': `${half('|a')}\n${half('|-')}`,
  'a table of many rows': `|a|b|c|\n|-|-|-|\n${full('|1|2|3|\n')}`,
  'many tables': full('a|b\n-|-\n\n'),
  '10,000 emoji': '👩‍👩‍👧‍👦'.repeat(9_990),
};
