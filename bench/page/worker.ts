/** The worker of Paint's bench: times the studio's backend and objective. */
import '../../src/engine/shared/trustedTypes';
import { startBackend } from '../../src/engine/worker/backend';
import { startKernels } from '../../src/kernels';
import { measure } from './measure';
import type { Answer, Question } from './questions';

async function answer(question: Question): Promise<Answer> {
	if (question.type === 'measure') return measure(question);
	const { report } = await startBackend(question.backend, (error) => {
		throw error;
	});
	await startKernels(report.threads ?? 1);
	return report;
}

self.onmessage = ({ data }: MessageEvent<Question>) => {
	answer(data).then(
		(given) => self.postMessage({ answer: given }),
		(error: unknown) =>
			self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
	);
};
