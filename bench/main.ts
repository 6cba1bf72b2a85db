/**
 * npm run bench -- paint [--backends wasm,webgpu] [--sizes 128,256] [--rounds 9]
 * npm run bench -- clip [--sizes 96] [--count 24]
 * npm run bench -- poster [--sizes 2048x2048] [--count 4]
 * npm run bench -- find [--rounds 50] [--count 1000 | --pictures FOLDER]
 * npm run bench -- story [--rounds 15]
 * npm run bench -- imagine [--rounds 15]
 * npm run bench -- page [--rounds 5]
 *
 * Prints a table and writes it, with everything measured as JSON, to bench/results/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/build';
import { defaultInvertOptions } from '../src/features/find/options';
import { benchClip, clipTable } from './clip';
import { benchFind } from './find';
import { findTable } from './findTable';
import { benchImagine } from './imagine';
import { imagineTable } from './imagineTable';
import { benchPaint } from './paint';
import { benchPoster, posterTable } from './poster';
import type { BenchReport } from './session';
import { benchStory } from './story';
import { storyTable } from './storyTable';
import { benchStudioPage, slow } from './studioPage';
import { studioPageTable } from './studioPageTable';
import { tableOf } from './table';

const usage = [
	'npm run bench -- paint [--backends wasm,webgpu] [--sizes 128,256] [--rounds 9]',
	'npm run bench -- clip [--sizes 96] [--count 24]',
	'npm run bench -- poster [--sizes 2048x2048] [--count 4]',
	'npm run bench -- find [--rounds 50] [--count 1000 | --pictures FOLDER]',
	'npm run bench -- story [--rounds 15]',
	'npm run bench -- imagine [--rounds 15]',
	'npm run bench -- page [--rounds 5]',
].join('\n');
const known = ['wasm', 'webgpu'] as const;
const say = (line: string) => console.error(line);

function wholeNumbers(text: string): number[] {
	const numbers = text.split(',').map(Number);
	if (!numbers.every((n) => Number.isInteger(n) && n > 0))
		throw new Error(`${text} is not a list of whole numbers.\n${usage}`);
	return numbers;
}

interface Words {
	readonly backends?: string | undefined;
	readonly sizes?: string | undefined;
	readonly rounds?: string | undefined;
	readonly count?: string | undefined;
	readonly pictures?: string | undefined;
}

/** A report: the introduction's paragraphs, the table, and all measurements. */
interface Written {
	readonly heading: readonly string[];
	readonly table: string;
	readonly report: unknown;
}

async function paint({ backends: named, sizes, rounds = '9' }: Words): Promise<Written> {
	const wanted = named?.split(',') ?? [...known];
	const backends = known.filter((name) => wanted.includes(name));
	if (backends.length !== wanted.length) throw new Error(usage);
	const report = await benchPaint({
		backends,
		rounds: wholeNumbers(rounds)[0] as number,
		...(sizes === undefined ? {} : { sizes: wholeNumbers(sizes) }),
		say,
	});
	const { date, machine, browser, network, torch } = report;
	const heading = [
		`# Paint, ${date.slice(0, 10)}`,
		`${machine}; Chromium ${browser}; PyTorch ${torch ? `${torch.version}, fp32, ${torch.threads} threads` : 'not installed'}; network ${network.slice(0, 12)}.`,
		'Medians; forward: the network to relu5_1; evaluation: loss and gradient with respect to the picture, and one small read-back; stock: TensorFlow.js’s own gradients; peak: bytes in tensors with a full L-BFGS history.',
	];
	return { heading, table: tableOf(report), report };
}

/** The introduction of a tab's report: what ran where, and what the figures mean. */
function headingOf(
	tab: string,
	{ date, machine, browser, backend, model, rounds }: BenchReport,
	about: string,
): string[] {
	return [
		`# ${tab}, ${date.slice(0, 10)}`,
		`${machine}; Chromium ${browser}; ${backend.name}, ${backend.threads ?? 1} threads; networks ${model.slice(0, 12)}.`,
		`Medians of ${rounds}, warm; ${about}.`,
	];
}

async function clip({ sizes = '96', count = '24' }: Words): Promise<Written> {
	const [size, frames] = [wholeNumbers(sizes)[0] as number, wholeNumbers(count)[0] as number];
	const report = await benchClip({ size, frames, say });
	const { date, machine, width, height, steps, temporalWeight, consistent } = report;
	const heading = [
		`# Clips, ${date.slice(0, 10)}`,
		`${machine}; ${frames} frames of ${width} × ${height} px, a pan with a zoom over a sample photo, painted as The Starry Night in ${steps.apart} steps, or ${steps.later} from the frame before; temporal weight ${temporalWeight}.`,
		`Flicker: mean difference of each frame from the one before along the clip’s flow, in steps of 1/255, over the ${Math.round(100 * consistent)} % of pixels that both show; losses: means over the frames.`,
	];
	return { heading, table: clipTable(report), report };
}

async function poster({ sizes = '2048x2048', count = '4' }: Words): Promise<Written> {
	const wanted = sizes.split(',').map((size) => {
		const [width, height] = wholeNumbers(size.replace('x', ','));
		if (width === undefined || height === undefined) throw new Error(usage);
		return [width, height] as const;
	});
	const report = await benchPoster({ sizes: wanted, steps: wholeNumbers(count)[0] as number, say });
	const heading = [
		`# Posters, ${report.date.slice(0, 10)}`,
		`${report.machine}; WASM; a few steps with L-BFGS at the whole size, of a sample photo as The Starry Night.`,
		'Told: the estimate before the painting, a tenth of it for the allocator; peak: most bytes in tensors, the networks included, views counted once; heap: of WebAssembly, 4295 MB at most.',
	];
	return { heading, table: posterTable(report.rows), report };
}

async function find({ rounds = '50', count = '1000', pictures }: Words): Promise<Written> {
	const report = await benchFind({
		rounds: wholeNumbers(rounds)[0] as number,
		count: wholeNumbers(count)[0] as number,
		...(pictures === undefined ? {} : { folder: pictures }),
		say,
	});
	const { index, invert } = report;
	const about = `pictures indexed: ${index.pictures}, ${report.pictures}; deep search for “${invert.sentence}” from ${defaultInvertOptions.restarts} starts, ${invert.converged ? 'to convergence' : 'to the last step'}`;
	return { heading: headingOf('Find', report, about), table: findTable(report), report };
}

async function story({ rounds = '15' }: Words): Promise<Written> {
	const report = await benchStory({ rounds: wholeNumbers(rounds)[0] as number, say });
	const about = `stories of ${report.words.toFixed(0)} words about the samples, a genre and a seed each; a story's time is given as for 120 words`;
	return { heading: headingOf('Story', report, about), table: storyTable(report), report };
}

async function imagine({ rounds = '15' }: Words): Promise<Written> {
	const report = await benchImagine({ rounds: wholeNumbers(rounds)[0] as number, say });
	const about = `${report.birds} birds of one sentence, stage I alone and both stages in turns, a sentence and seeds of its own each time; the share of both stages is their multiple of stage I in the same round`;
	return { heading: headingOf('Imagine', report, about), table: imagineTable(report), report };
}

async function page({ rounds = '5' }: Words): Promise<Written> {
	const report = await benchStudioPage({ rounds: wholeNumbers(rounds)[0] as number, say });
	const { date, machine, browser } = report;
	const heading = [
		`# The page, ${date.slice(0, 10)}`,
		`${machine}; Chromium ${browser}.`,
		`First screen: medians of ${rounds} first visits with the processor slowed ${slow.cpu} times, ${slow.megabits} Mbit/s and ${slow.latency} ms. Tasks: of over 50 ms on the main thread in a walk through the four tabs (bench/walk.ts), at full speed.`,
	];
	return { heading, table: studioPageTable(report), report };
}

const benches: Readonly<Record<string, (words: Words) => Promise<Written>>> = {
	paint,
	clip,
	poster,
	find,
	story,
	imagine,
	page,
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			backends: { type: 'string' },
			sizes: { type: 'string' },
			rounds: { type: 'string' },
			count: { type: 'string' },
			pictures: { type: 'string' },
		},
	});
	const [name = '', ...more] = positionals;
	const bench = benches[name];
	if (bench === undefined || more.length > 0) throw new Error(usage);
	const { heading, table, report } = await bench(values);
	const folder = join(root, 'bench/results');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${name}.md`), `${heading.join('\n\n')}\n\n${table}\n`);
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(report, null, '\t')}\n`);
	console.log(table);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
