import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import SignIn from '#components/people/SignIn';
import { readDemoPeople } from '../../../components/people/demo-people.ts';

const kevin = { name: 'Kevin', email: 'kevin@example.com', password: 'team-chat-demo' };

function open({ onSignIn = vi.fn(() => Promise.resolve()), onSignUp = vi.fn(() => Promise.resolve()) } = {}) {
  render(
    <SignIn
      title="Sign in to Team Chat"
      intro="Hello"
      demoPeople={[kevin]}
      onSignIn={onSignIn}
      onSignUp={onSignUp}
    />,
  );
  return { onSignIn, onSignUp };
}

const fill = async (email: string, password: string) => {
  await userEvent.type(screen.getByLabelText('Email'), email);
  await userEvent.type(screen.getByLabelText('Password'), password);
};
const signIn = () => userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

test('email and password sign in', async () => {
  const { onSignIn } = open();

  await fill('mary@example.com', 'secret');
  await signIn();

  expect(onSignIn).toHaveBeenCalledWith({ name: '', email: 'mary@example.com', password: 'secret' });
});

test('a refusal is told at the fields and keeps what was typed', async () => {
  open({ onSignIn: vi.fn(() => Promise.reject(new Error('Invalid email or password'))) });

  await fill('mary@example.com', 'wrong');
  await signIn();

  expect(await screen.findByRole('alert')).toHaveTextContent('Invalid email or password');
  expect(screen.getByLabelText('Email')).toHaveValue('mary@example.com');
  expect(screen.getByLabelText('Password')).toHaveValue('wrong');
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Invalid email or password');
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
});

test('what is missing is asked for before anything is sent', async () => {
  const { onSignIn } = open();

  await signIn();

  expect(screen.getByRole('alert')).toHaveTextContent('Enter your email address.');
  expect(screen.getByLabelText('Email')).toHaveFocus();
  expect(screen.getByLabelText('Email')).toBeInvalid();
  expect(screen.getByLabelText('Password')).toBeValid();
  expect(onSignIn).not.toHaveBeenCalled();
});

test('one request at a time', async () => {
  const { onSignIn } = open({ onSignIn: vi.fn(() => new Promise<void>(() => {})) });
  await fill('mary@example.com', 'secret');

  await signIn();

  expect(screen.getByRole('button', { name: 'Signing in…' })).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Password'), '{Enter}');
  expect(onSignIn).toHaveBeenCalledOnce();
});

test('a demo person is in with one click', async () => {
  const { onSignIn } = open();

  await userEvent.click(screen.getByRole('button', { name: 'Continue as Kevin' }));

  expect(onSignIn).toHaveBeenCalledWith({ email: kevin.email, password: kevin.password });
});

test('an account needs a name and ten characters of password', async () => {
  const { onSignUp } = open();
  await userEvent.click(screen.getByRole('button', { name: 'Create an account' }));
  await userEvent.type(screen.getByLabelText('Name'), 'Ada');
  await fill('ada@example.com', 'short');
  const create = () => userEvent.click(screen.getByRole('button', { name: 'Create account' }));

  await create();
  expect(screen.getByRole('alert')).toHaveTextContent('at least 10 characters');

  await userEvent.type(screen.getByLabelText('Password'), '-but-longer');
  await create();
  expect(onSignUp).toHaveBeenCalledWith({
    name: 'Ada',
    email: 'ada@example.com',
    password: 'short-but-longer',
  });
});

test.each([
  ['no tag', null, []],
  ['not JSON', '{', []],
  ['another shape', '[{"name":"Kevin"}]', []],
  ['people', JSON.stringify([kevin]), [kevin]],
])('a page with %s offers whom it names', (_what, content, people) => {
  const page = document.implementation.createHTMLDocument();
  if (content !== null) {
    const meta = page.createElement('meta');
    meta.name = 'team-chat-demo';
    meta.content = content;
    page.head.append(meta);
  }

  expect(readDemoPeople(page)).toEqual(people);
});
