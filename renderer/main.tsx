/** Starts the page. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './short-slices';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { cspNonce } from './csp-nonce';
import { createQueryClient } from './query-client';
import { createAppRouter } from './routes';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const queryClient = createQueryClient();
createRoot(root).render(
  <StrictMode>
    <App nonce={cspNonce()} queryClient={queryClient} router={createAppRouter(queryClient)} />
  </StrictMode>,
);
