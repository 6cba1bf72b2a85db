/** npm run kernels: compiles src/kernels/wasm/assembly/ to WebAssembly, written into src/kernels/wasm/binary.ts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';
import { root } from './build';

const folder = join(root, 'src/kernels/wasm');
export const binaryFile = join(folder, 'binary.ts');

/** Without runtime or data: the memory belongs to TensorFlow.js, so the module must not use any of its own. */
const common = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--use', 'abort='];
/** TensorFlow.js's memory can grow to 65536 pages. */
const shared = ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];

async function compile(entry: string, flags: readonly string[]): Promise<string> {
	const out = mkdtempSync(join(tmpdir(), 'atelier-kernels-'));
	try {
		const target = join(out, 'kernels.wasm');
		const { error, stderr } = await asc.main([
			// With forward slashes on every system, as in the compiler's own paths.
			`src/kernels/wasm/assembly/${entry}`,
			'-o',
			target,
			...common,
			...flags,
			'--baseDir',
			root,
		]);
		if (error) throw new Error(`${entry} does not compile: ${stderr.toString()}`);
		return readFileSync(target).toString('base64');
	} finally {
		rmSync(out, { recursive: true });
	}
}

/** The expected text of binary.ts. */
export async function makeBinary(): Promise<string> {
	const relaxed = ['--enable', 'relaxed-simd'];
	const binaries = {
		plain: await compile('plain.ts', []),
		shared: await compile('shared.ts', shared),
		plainFused: await compile('plain.ts', relaxed),
		sharedFused: await compile('shared.ts', [...shared, ...relaxed]),
	};
	return [
		'/** Made by `npm run kernels` from assembly/; do not edit. WebAssembly in base64, so that no request is needed. */',
		...Object.entries(binaries).map(([name, binary]) => `export const ${name} =\n\t'${binary}';`),
		'',
	].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(binaryFile, await makeBinary());
