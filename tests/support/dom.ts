import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { chatStore, initialChat } from '#services/chatStore';
import { firstLoadEnded } from '#services/firstLoad';

afterEach(cleanup);

// jsdom has no layout, so nothing is ever resized or comes into view: where a list is scrolled to is looked at in a browser
class NoObserver {
  observe() {}
  disconnect() {}
}
Object.assign(globalThis, { ResizeObserver: NoObserver, IntersectionObserver: NoObserver });

// what is drawn here has been loaded: nothing waits for the connection of a page
chatStore.setState({ connection: 'connected' });
await firstLoadEnded;
chatStore.setState(initialChat, true);
