import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchFilters } from '#components/search/SearchFilters';
import { peopleOptions, placeOptions } from '../../../components/search/options.ts';
import { general, kevin, mary } from '../chat/made.ts';

const people = peopleOptions([kevin, mary], kevin.id);
const places = placeOptions([general], [], [kevin, mary], kevin.id);

/** The filters beside the text that they write. */
function renderFilters(typed: string, hereId?: string) {
  function Page() {
    const [text, setText] = useState(typed);
    return (
      <>
        <output>{text}</output>
        <SearchFilters typed={text} people={people} places={places} hereId={hereId} onChange={setText} />
      </>
    );
  }
  render(<Page />);
}

const written = () => screen.getByRole('status').textContent;
const chosen = (name: string) => screen.getByRole('combobox', { name });
const choose = (name: string, label: string) => userEvent.selectOptions(chosen(name), label);

afterEach(() => vi.useRealTimers());

test('each control writes its filter and takes it away again', async () => {
  renderFilters('berth');
  await choose('From', 'Mary');
  expect(written()).toBe('from:Mary berth');
  await choose('In', '#general');
  expect(written()).toBe('in:general from:Mary berth');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Has link' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Mentions me' }));
  expect(written()).toBe('mentions:me has:link in:general from:Mary berth');

  await choose('From', 'Anyone');
  await choose('In', 'Anywhere');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Has link' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Mentions me' }));
  expect(written()).toBe('berth');
});

test('what is typed shows in the controls; what is none of their options, as it was typed', () => {
  renderFilters('FROM:mary@example.com in:gen in:elsewhere on:2026-11-20 has:link -mentions:me');

  expect(chosen('From')).toHaveDisplayValue('Mary');
  expect(chosen('In')).toHaveDisplayValue('gen or elsewhere');
  expect(chosen('Date')).toHaveDisplayValue('On');
  expect(screen.getByLabelText('On this day')).toHaveValue('2026-11-20');
  expect(screen.getByRole('checkbox', { name: 'Has link' })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'Mentions me' })).not.toBeChecked();
});

test('what is left out stays as it was typed', async () => {
  renderFilters('berth -from:mary from:me');
  expect(chosen('From')).toHaveDisplayValue('Kevin (you)');
  await choose('From', 'Mary');
  expect(written()).toBe('from:Mary berth -from:mary');
});

test('a date is written once it is typed, not on the way there', () => {
  vi.useFakeTimers();
  renderFilters('after:2026-11-20 berth');
  const day = screen.getByLabelText('After this day');
  fireEvent.change(day, { target: { value: '0002-11-20' } });
  act(() => vi.advanceTimersByTime(300));
  fireEvent.change(day, { target: { value: '2025-11-20' } });
  act(() => vi.advanceTimersByTime(300));
  expect(written()).toBe('after:2026-11-20 berth');
  act(() => vi.advanceTimersByTime(300));

  expect(written()).toBe('after:2025-11-20 berth');
});

test('two dates are two controls, each of which changes its own', async () => {
  renderFilters('after:2026-11-01 before:2026-11-20 berth');
  const [first] = screen.getAllByRole('combobox', { name: 'Date' });
  if (!first) throw new Error('there are two');
  await userEvent.selectOptions(first, 'Any time');

  expect(written()).toBe('before:2026-11-20 berth');
});

test('the conversation that one comes from is offered, until a place is named', async () => {
  renderFilters('berth', general.id);
  await userEvent.click(screen.getByRole('button', { name: 'Only in #general' }));

  expect(written()).toBe('in:general berth');
  expect(screen.queryByRole('button', { name: /^Only in/ })).not.toBeInTheDocument();
});
