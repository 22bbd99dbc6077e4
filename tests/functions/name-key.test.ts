import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameProblem, normaliseName } from '#lib/channels/names';
import { keyOfNewName, nameKeyOf } from '#server/channels/name-key';

const names = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'aßẞſSsςσΣıİIiǰΐᾳᾼʙВвъﬁŉʜᴇꭰᎠʼ\u0301\u0345'), maxLength: 8 }),
  )
  .map(normaliseName);

/** Not of scripts that have neither case nor look-alikes, but ten thousands of signs. */
const LETTER = /^(?!\p{Ideographic}|\p{Script=Hangul})[\p{L}\p{M}\p{N}]$/u;

function expectOneKey(name: string) {
  const key = nameKeyOf(name);
  for (const written of [key, name.toUpperCase(), name.toLowerCase()]) {
    expect(nameKeyOf(written), `${name} as ${written}`).toBe(key);
  }
}

test('a key is its own key, and the same in upper and lower case', () => {
  // in upper case the iota below a letter stands after it, and takes the accents that follow
  const isClear = (name: string) => !name.normalize('NFD').includes('\u0345');
  fc.assert(fc.property(names.filter(isClear), expectOneKey), { numRuns: 2_000 });
});

test('so is that of every letter there is, of alphabets', () => {
  for (let code = 0; code < 0x11_00_00; code += 1) {
    const letter = String.fromCodePoint(code);
    if (LETTER.test(letter)) expectOneKey(normaliseName(letter));
  }
});

test.each([
  ['straße', 'STRASSE'],
  ['STRAẞE', 'strasse'],
  ['ΣΑΣ', 'σας'],
  ['ΣΑΣ', 'σασ'],
  ['ſet', 'SET'],
  ['ɢᴇɴᴇʀᴀʟ', 'general'],
  ['ᴀᴅᴍɪɴ', 'admin'],
  ['ᴁʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ', 'aebcdefghijklmnopqrstuvwyz'],
  ['НОТ', 'hot'],
  ['gen\ufe0feral\u3164', 'general'],
])('%s looks like %s', (name, other) => {
  expect(nameKeyOf(name)).toBe(nameKeyOf(other));
});

test.each([
  ['съел', 'свел'],
  ['メモ', 'ノメモ'],
  ['ビル', 'ビール'],
  ['ילד', 'לד'],
  ['uber', 'über'],
  ['modern', 'modem'],
])('%s does not look like %s', (name, other) => {
  expect(nameKeyOf(name)).not.toBe(nameKeyOf(other));
});

test.each(['ʜᴇʀᴇ', 'hereʼ', 'ʻall', 'ɴᴇᴡ', 'evᴇryone', 'meꞌ', 'ме', 'nu\u034fll'])(
  '%s looks like a name that is reserved',
  (name) => {
    expect(nameProblem(name)).toBeNull();
    expect(() => keyOfNewName(name)).toThrow('Not valid: name');
  },
);

test.each(['hereby', 'all-hands', 'Новости', 'hawaiʻi'])('%s is not', (name) => {
  expect(keyOfNewName(name)).toBe(nameKeyOf(name));
});
