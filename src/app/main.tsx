import { createRoot } from 'react-dom/client';
import { registerOffline } from './offline';

const root = document.getElementById('root');
if (root) createRoot(root).render(<h1>Atelier</h1>);
void registerOffline();
if (new URLSearchParams(location.search).has('automation')) {
	void import('./automation').then(({ exposeAutomation }) => exposeAutomation());
}
