/**
 * npm run bench:gpu -- [--sizes 256,512,1024] [--evaluations 500] [--seconds 220]
 * npm run bench:gpu -- --folder FOLDER
 *
 * Measures Paint on a graphics device without a browser, or makes a folder that does so without a network
 * (bench/gpu/README.md).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startWebGpu } from '../src/engine/worker/webgpu';
import { startKernels } from '../src/kernels';
import { readSafetensors } from '../src/models/safetensors';
import { countGpu } from '../src/nets/testing/countGpu';
import { startDawn } from '../src/nets/testing/dawn';
import { parseVggConfig } from '../src/nets/vggConfig';
import { measureGpu } from './gpu/measure';
import { type GpuRow, gpuTable } from './gpu/table';
import { timeTorchOnGpu } from './gpu/torch';

const here = dirname(fileURLToPath(import.meta.url));
/** In the folder made by --folder, the network lies beside the script. */
const network = [join(here, 'perception'), join(here, '../public/models/perception')].find(existsSync) as string;
const say = (line: string) => console.error(line);

function wholeNumbers(text: string): number[] {
	const numbers = text.split(',').map(Number);
	if (!numbers.every((n) => Number.isInteger(n) && n > 0)) throw new Error(`${text} is not a list of whole numbers.`);
	return numbers;
}

async function measureAll(sizes: readonly number[], evaluations: number, seconds: number): Promise<void> {
	const found = await startDawn();
	if (typeof found === 'string') throw new Error(found);
	say(`On ${found.name}${found.software ? ', in software' : ''}.`);
	const halfPrecision = found.adapter.features.has('shader-f16');
	await startWebGpu(found, (error) => {
		throw error;
	});
	const counts = countGpu();
	const config = parseVggConfig(JSON.parse(readFileSync(join(network, 'config.json'), 'utf8')));
	const weights = readSafetensors(readFileSync(join(network, 'model.safetensors')), 'model.safetensors');
	// PyTorch takes a quarter; of the rest, each size gets two parts of three for ours and one for TensorFlow.js's.
	const share = (seconds * 0.75) / sizes.length / 3;
	const measure = async (kernels: GpuRow['kernels'], parts: number) => {
		const rows: GpuRow[] = [];
		for (const size of sizes) {
			say(`${kernels}, ${size} px ...`);
			const time = share * parts;
			const question = { size, evaluations, short: time / 8, long: time / 2 };
			rows.push({ kernels, size, figures: await measureGpu(config, weights, counts, question) });
		}
		return rows;
	};
	// Kernels cannot be taken back: TensorFlow.js's own come first.
	const theirs = await measure('TensorFlow.js', 1);
	await startKernels(1);
	const ours = await measure('Atelier', 2);
	say('PyTorch ...');
	const torch = timeTorchOnGpu(here, network, sizes, evaluations, (seconds / 4) * 1000);
	if (!torch) say('No Python here has PyTorch with a graphics device; ATELIER_PYTHON names another.');
	const report = {
		date: new Date().toISOString(),
		device: found.name,
		processor: cpus()[0]?.model ?? '',
		halfPrecision,
		evaluations,
		rows: [...ours, ...theirs],
		...(torch ? { torch } : {}),
	};
	const table = gpuTable(report);
	mkdirSync('results', { recursive: true });
	writeFileSync('results/gpu.json', `${JSON.stringify(report, null, '\t')}\n`);
	writeFileSync('results/gpu.md', `${table}\n`);
	console.log(table);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			sizes: { type: 'string', default: '256,512,1024' },
			evaluations: { type: 'string', default: '500' },
			seconds: { type: 'string', default: '220' },
			folder: { type: 'string' },
		},
	});
	if (values.folder !== undefined) {
		const { makeFolder } = await import('./gpu/folder');
		await makeFolder(values.folder, network);
		say(`${values.folder} is ready: node ${join(values.folder, 'gpu.mjs')}`);
		return;
	}
	const [evaluations, seconds] = [values.evaluations, values.seconds].map((text) => wholeNumbers(text)[0] as number);
	await measureAll(wholeNumbers(values.sizes), evaluations as number, seconds as number);
}

main().then(
	// Dawn keeps the process alive.
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
