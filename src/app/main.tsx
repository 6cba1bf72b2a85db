import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchStyles } from '../ui/feedback/missingStyles';
import { startTheme } from '../ui/theme';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './App';
import { library } from './library';
import { registerOffline } from './offline/registration';

startTheme();
watchStyles();
void library.open();

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<StrictMode>
			<App />
		</StrictMode>,
	);
}
void registerOffline();
if (new URLSearchParams(location.search).has('automation')) {
	void import('./automation').then(({ exposeAutomation }) => exposeAutomation());
}
