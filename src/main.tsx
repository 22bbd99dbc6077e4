import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startChat } from '#services/chat';
import { App } from './App.tsx';
import { CrashScreen } from './CrashScreen.tsx';
import { followKeyboard } from './keyboard-viewport.ts';
import './styles.css';

followKeyboard();
// here and not in an effect, which runs twice in development
void startChat();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CrashScreen>
        <App />
      </CrashScreen>
    </StrictMode>,
  );
}
