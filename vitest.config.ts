import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const files = (folder: string) => [`tests/${folder}/**/*.test.ts`, `tests/${folder}/**/*.test.tsx`];

export default defineConfig({
  test: {
    // a folder of tests/ runs where the folder of the same name runs
    projects: [
      {
        test: {
          name: 'server',
          include: ['db', 'lib', 'local', 'functions', 'walls', 'bin', 'faults'].flatMap(files),
          globalSetup: 'tests/support/team-database.ts',
          setupFiles: 'tests/support/quiet.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'browser',
          include: ['components', 'services', 'src'].flatMap(files),
          environment: 'jsdom',
          setupFiles: ['tests/support/quiet.ts', 'tests/support/dom.ts'],
        },
      },
    ],
  },
});
