import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { slimEmoji } from './bin/slim-emoji.ts';
import { browserWall } from './bin/walls/browser-wall.ts';

export default defineConfig({
  plugins: [browserWall(import.meta.dirname), slimEmoji(), react(), tailwindcss()],
  build: {
    outDir: 'dist',
    // the first versions with all we use without a substitute: light-dark() and Intl.Segmenter
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // a script of ours that is inlined as data: would be refused by the Content-Security-Policy
    assetsInlineLimit: 0,
    // all of these browsers know it
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // apart from the code of ours, which changes with every release: a browser keeps it over all of them
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 1 },
            // in one piece: a dozen small ones compress less well, and each is asked for
            { name: 'page', tags: ['$initial'] },
          ],
        },
      },
    },
  },
});
