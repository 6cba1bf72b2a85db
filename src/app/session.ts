/** The tabs' sessions: what each tab shows comes back after a reload. */
import { createSessions } from '../storage/session';
import type { SessionStores } from '../storage/sessionStores';
import { databaseOf } from './database';
import { losses } from './losses';

const key = 'atelier-window';
const pauseMs = 300;

/** How long another window has to answer that an identifier is its own. */
const answerMs = 150;

interface WindowMessage {
	readonly id: string;
	readonly asker: string;
	/** Present in the answer of the window whose identifier it is. */
	readonly own?: true;
}

/** Without it, in an older browser, a duplicated window is not told apart. */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('atelier-windows');

/** Answers from now on that an identifier is this window's own. */
function answerFor(own: string): void {
	if (!channel) return;
	channel.onmessage = ({ data }: MessageEvent<WindowMessage>) => {
		if (data.id === own && !data.own) channel.postMessage({ ...data, own: true });
	};
}

/**
 * Asks the other windows whether an identifier is theirs; if not, it is this window's from now on. A page that is being
 * reloaded does not answer any more, whereas a lock of its own may outlive it for a moment.
 */
async function isTaken(id: string): Promise<boolean> {
	if (!channel) return false;
	const asker = crypto.randomUUID();
	return new Promise((resolve) => {
		const unanswered = setTimeout(() => {
			answerFor(id);
			resolve(false);
		}, answerMs);
		channel.onmessage = ({ data }: MessageEvent<WindowMessage>) => {
			if (data.asker !== asker || !data.own) return;
			clearTimeout(unanswered);
			resolve(true);
		};
		channel.postMessage({ id, asker } satisfies WindowMessage);
	});
}

/** This window's identifier, which outlives a reload but not the window. A duplicated window gets one of its own. */
async function windowId(): Promise<string> {
	try {
		const known = sessionStorage.getItem(key);
		if (known !== null && !(await isTaken(known))) return known;
		const fresh = crypto.randomUUID();
		sessionStorage.setItem(key, fresh);
		answerFor(fresh);
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

losses.push(() => (sessions.hasUnkept() ? 'what the tabs show' : undefined));
addEventListener('pagehide', sessions.flush);
document.addEventListener('visibilitychange', sessions.flush);
