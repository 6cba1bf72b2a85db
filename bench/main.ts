/**
 * npm run bench -- paint [--backends wasm,webgpu] [--sizes 128,256] [--rounds 9]
 *
 * Prints a table and writes it, with everything measured as JSON, to bench/results/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/build';
import { benchPaint } from './paint';
import { tableOf } from './table';

const usage = 'npm run bench -- paint [--backends wasm,webgpu] [--sizes 128,256] [--rounds 9]';
const known = ['wasm', 'webgpu'] as const;

function wholeNumbers(text: string): number[] {
	const numbers = text.split(',').map(Number);
	if (!numbers.every((n) => Number.isInteger(n) && n > 0))
		throw new Error(`${text} is not a list of whole numbers.\n${usage}`);
	return numbers;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { backends: { type: 'string' }, sizes: { type: 'string' }, rounds: { type: 'string', default: '9' } },
	});
	if (positionals.join() !== 'paint') throw new Error(usage);
	const wanted = values.backends?.split(',') ?? [...known];
	const backends = known.filter((name) => wanted.includes(name));
	if (backends.length !== wanted.length) throw new Error(usage);
	const report = await benchPaint({
		backends,
		rounds: wholeNumbers(values.rounds)[0] as number,
		...(values.sizes === undefined ? {} : { sizes: wholeNumbers(values.sizes) }),
		say: (line) => console.error(line),
	});
	const table = tableOf(report);
	const { date, machine, browser, network, torch } = report;
	const heading = [
		`# Paint, ${date.slice(0, 10)}`,
		`${machine}; Chromium ${browser}; PyTorch ${torch ? `${torch.version}, fp32, ${torch.threads} threads` : 'not installed'}; network ${network.slice(0, 12)}.`,
		'Medians; forward: the network to relu5_1; evaluation: loss and gradient with respect to the picture, and one small read-back; stock: TensorFlow.js’s own gradients; peak: bytes in tensors with a full L-BFGS history.',
	];
	const folder = join(root, 'bench/results');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'paint.md'), `${heading.join('\n\n')}\n\n${table}\n`);
	writeFileSync(join(folder, 'paint.json'), `${JSON.stringify(report, null, '\t')}\n`);
	console.log(table);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
