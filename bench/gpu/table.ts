/** The table of the bench on a graphics device. */
import { markdownTable, ms } from '../table';
import type { GpuFigures } from './measure';
import type { TorchOnGpu } from './torch';

export interface GpuRow {
	readonly kernels: 'Atelier' | 'TensorFlow.js';
	readonly size: number;
	readonly figures: GpuFigures;
}

export interface GpuReport {
	/** ISO 8601. */
	readonly date: string;
	readonly device: string;
	readonly processor: string;
	readonly halfPrecision: boolean;
	/** Of a painting. */
	readonly evaluations: number;
	readonly rows: readonly GpuRow[];
	readonly torch?: TorchOnGpu;
}

const seconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

export function gpuTable({ date, device, processor, halfPrecision, evaluations, rows, torch }: GpuReport): string {
	const scaled = rows.some(({ figures }) => figures.made < evaluations);
	const lines = rows.map(({ kernels, size, figures: f }) => [
		kernels,
		String(size),
		ms(f.forward),
		ms(f.evaluation),
		`${(f.evaluation / f.forward).toFixed(2)}x`,
		seconds(f.painting),
		String(f.made),
		String(f.dispatches),
		kilobytes(f.uploaded),
		kilobytes(f.readBack),
	]);
	for (const [size, { forward, evaluation, painting, made }] of Object.entries(torch?.sizes ?? {})) {
		const ratio = `${(evaluation / forward).toFixed(2)}x`;
		lines.push(['PyTorch', size, ms(forward), ms(evaluation), ratio, seconds(painting), String(made), '', '', '']);
	}
	const head = ['', 'px', 'forward', 'evaluation', 'ratio', 'painting', 'made', 'dispatches', 'uploaded', 'read back'];
	return [
		`# Paint on ${device}, ${date.slice(0, 10)}`,
		`${processor}; ${halfPrecision ? 'with' : 'without'} shader-f16; PyTorch ${torch ? `${torch.version}, fp32, ${torch.device}` : 'not measured'}.`,
		`Medians; evaluation: loss and gradient; painting: ${evaluations} evaluations of L-BFGS${scaled ? ', scaled from those made where the time did not suffice' : ''}; dispatches and bytes: of one step.`,
		markdownTable([head, ...lines]),
	].join('\n\n');
}
