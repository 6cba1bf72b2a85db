import { afterEach, describe, expect, it, vi } from 'vitest';
import { interpreters } from './interpreters';

afterEach(() => vi.unstubAllEnvs());

describe('interpreters', () => {
	it('tries environments before the system’s own Python, by each system’s paths and names', () => {
		vi.stubEnv('ATELIER_PYTHON', '');
		expect(interpreters('win32', ['C:\\atelier'], (path) => path.includes('.venv'))).toEqual([
			'C:\\atelier\\.venv\\Scripts\\python.exe',
			'python',
			'py',
		]);
		expect(interpreters('darwin', ['/atelier', '/Users/ada'], (path) => path.startsWith('/Users/ada/venv'))).toEqual([
			'/Users/ada/venv/bin/python',
			'python3',
			'python',
		]);
	});

	it('tries the one that ATELIER_PYTHON names, and no other', () => {
		vi.stubEnv('ATELIER_PYTHON', '/opt/python');
		expect(interpreters('linux', ['/atelier'], () => true)).toEqual(['/opt/python']);
	});
});
