/** The page of Paint's bench: passes questions from Node to the worker, and its answers back. */
import '../../src/engine/shared/trustedTypes';
import type { Answer, Question } from './questions';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** One question at a time. */
function ask(question: Question): Promise<Answer> {
	return new Promise((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<{ answer?: Answer; error?: string }>) => {
			if (data.error === undefined) resolve(data.answer as Answer);
			else reject(new Error(data.error));
		};
		worker.onerror = (event) => reject(new Error(event.message));
		worker.postMessage(question);
	});
}

declare global {
	interface Window {
		ask: typeof ask;
	}
}
window.ask = ask;
