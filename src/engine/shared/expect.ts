import type { BackendName } from '../protocol';
import { findAdapter } from './adapter';
import { type Choice, chooseBackend } from './choice';

/**
 * The backend that the worker will choose, as far as the browser tells before it is started.
 * @throws AtelierError `backend-unavailable` when WebGPU is wanted and there is no adapter
 */
export async function expectBackend(wanted: BackendName | undefined): Promise<Choice> {
	const found = await findAdapter();
	return chooseBackend(typeof found === 'string' ? { kind: found } : { kind: 'adapter', ...found }, wanted);
}
