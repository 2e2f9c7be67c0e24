/** Builds the window's page into dist/renderer, for the policy and the Chromium that docs/architecture.md names. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // The page is served from app://chartroom/, so absolute paths stay within the app.
  base: '/',
  plugins: [react()],
  // A worker is a script of ours like any other: a module in a file of its own.
  worker: { format: 'es' },
  // The main process replaces the placeholder in every answer with a fresh nonce.
  html: { cspNonce: '__CSP_NONCE__' },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome114',
    // The policy allows data: for images only; fonts and scripts must be files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
