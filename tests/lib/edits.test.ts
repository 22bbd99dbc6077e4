import { expect, test } from 'vitest';
import { changesText, standingOf } from '#lib/edits';

const message = (content: string, deletedAt: string | null = null) => ({ content, deletedAt });

test('an edit of a message that still says the same may be saved, whatever else has changed about it', () => {
  expect(standingOf({ content: 'new', base: 'old' }, message('old'))).toBe('clear');
});

test('what somebody else has made of it is a conflict, unless they have made the same of it', () => {
  expect(standingOf({ content: 'mine', base: 'old' }, message('theirs'))).toBe('conflict');
  expect(standingOf({ content: 'same ', base: 'old' }, message('same'))).toBe('clear');
});

test('of a message that was deleted there is nothing to edit', () => {
  expect(standingOf({ content: 'mine', base: 'old' }, message('', '2026-11-16T10:00:00.000Z'))).toBe(
    'deleted',
  );
});

test('an edit that changes nothing needs no question', () => {
  expect(changesText({ content: 'old', base: 'old' })).toBe(false);
  expect(changesText({ content: 'old \n', base: 'old' })).toBe(false);
  expect(changesText({ content: '', base: 'old' })).toBe(true);
  expect(changesText({ content: 'new', base: 'old' })).toBe(true);
  expect(changesText({ content: ' ', base: '' })).toBe(false);
});
