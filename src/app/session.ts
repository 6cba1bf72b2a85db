/** The tabs' sessions: what each tab shows comes back after a reload. */
import { createSessions } from '../storage/session';
import type { SessionStores } from '../storage/sessionStores';
import { databaseOf } from './database';

const key = 'atelier-window';
const pauseMs = 300;

/** Takes a lock and holds it until the page is left. @returns whether another window holds it */
const isTaken = (name: string): Promise<boolean> =>
	new Promise((resolve) => {
		// Without locks, in an older browser, a duplicated window is not told apart.
		if (navigator.locks === undefined) return resolve(false);
		void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
			resolve(lock === null);
			return lock && new Promise(() => undefined);
		});
	});

/** This window's identifier, which outlives a reload but not the window. A duplicated window gets one of its own. */
async function windowId(): Promise<string> {
	try {
		const known = sessionStorage.getItem(key);
		if (known !== null && !(await isTaken(key + known))) return known;
		const fresh = crypto.randomUUID();
		sessionStorage.setItem(key, fresh);
		await isTaken(key + fresh);
		return fresh;
	} catch {
		return 'only'; // storage is refused, and with it the database
	}
}

export const sessions = createSessions({
	database: databaseOf<SessionStores>(),
	windowId: windowId(),
	now: Date.now,
	later: (then) => void setTimeout(then, pauseMs),
});

addEventListener('pagehide', sessions.flush);
document.addEventListener('visibilitychange', sessions.flush);
