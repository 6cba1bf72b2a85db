/** The tabs' sessions: what each tab shows comes back after a reload. */
import { createSessions } from '../storage/session';
import type { SessionStores } from '../storage/sessionStores';
import { databaseOf } from './database';

const key = 'atelier-window';
const pauseMs = 300;

/** This window's identifier, which outlives a reload but not the window. */
function windowId(): string {
	try {
		const known = sessionStorage.getItem(key);
		if (known !== null) return known;
		const fresh = crypto.randomUUID();
		sessionStorage.setItem(key, fresh);
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
