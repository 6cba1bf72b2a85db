// First: it must be there before any worker starts, the service worker included.
import '../engine/shared/trustedTypes';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { lazyPart } from '../ui/feedback/lazyPart';
import { watchStyles } from '../ui/feedback/missingStyles';
import { startTheme } from '../ui/theme';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './App';
import { askBeforeClosing } from './jobs';
import { library } from './library';
import { isAutomated, rememberTab } from './navigation';
import { registerOffline } from './offline/registration';

startTheme();
watchStyles();

const root = document.getElementById('root');
const render = (content: ReactNode) => root && createRoot(root).render(<StrictMode>{content}</StrictMode>);
if (isSecureContext && new URLSearchParams(location.search).has('bench')) {
	const Bench = lazyPart('The bench page', () => import('./bench/BenchPage'));
	render(<Bench />);
} else if (isSecureContext) {
	void library.open();
	if (location.hash !== '') rememberTab();
	addEventListener('hashchange', rememberTab);
	askBeforeClosing();
	render(<App />);
	void registerOffline();
	if (isAutomated()) {
		void import('./automation').then(({ exposeAutomation }) => exposeAutomation());
	}
} else {
	void import('./InsecureNotice').then(({ InsecureNotice }) => render(<InsecureNotice />));
}
