/** One level of the ladder: its picture, targets and optimiser. */
import { engine, type Tensor1D, type Tensor4D, tensor1d, tensor2d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { contentTarget } from '../../../nets/contentLoss';
import type { StyleTarget } from '../../../nets/styleLoss';
import type { Vgg } from '../../../nets/vgg';
import type { VggConfig } from '../../../nets/vggConfig';
import type { Gram } from '../../../networks/worker/styles';
import { adam } from '../../../optim/adam';
import { lbfgs } from '../../../optim/lbfgs';
import type { Optimisation } from '../../../optim/types';
import type { PaintOptions } from '../options';
import { canvasSize } from '../shared/canvasSize';
import { historyFor } from '../shared/posters';
import { coreOf } from '../shared/tiles';
import { crop, extend } from './canvas';
import type { ChosenLayers } from './chooseLayers';
import type { ObjectiveWeights } from './lossMixing';
import { frameOf, layerMasks, maskOnCanvas } from './mask';
import { type Frame, PaintObjective, type Targets } from './objective';
import type { Pixels } from './pixels';
import { type Hold, held, type LevelObjective } from './temporal';
import { cut, scalesOf, type TiledInput, TiledObjective, type TiledTargets, tilesOf } from './tiledObjective';

/** Root mean square of the first step's change, relative to the picture's range: small but visible. */
const FIRST_CHANGE = 0.01;

export interface LevelInput {
	readonly network: Vgg;
	readonly config: VggConfig;
	readonly layers: ChosenLayers;
	readonly options: PaintOptions;
	readonly photo: Pixels;
	readonly start: Pixels;
	readonly grams: ReadonlyMap<string, Gram>;
	readonly mask?: Pixels;
	readonly evaluations: number;
	/** The tiles in which the canvas is evaluated; at once if left out. */
	readonly tiles?: Pick<TiledInput, 'tile' | 'yieldTurn'>;
	/** For a frame of a clip that has one before it. */
	readonly hold?: Hold;
}

export interface Level {
	readonly objective: Pick<LevelObjective, 'read'>;
	readonly optimisation: Optimisation;
	/** The picture for these variables, without the margin. */
	show(variables: Tensor1D): Promise<Pixels>;
}

/** Opens a level, runs work on it, and disposes of the level's tensors. */
export async function withLevel<T>(input: LevelInput, work: (level: Level) => Promise<T>): Promise<T> {
	const scopes = engine();
	scopes.startScope('level');
	try {
		return await work(await makeLevel(input));
	} finally {
		scopes.endScope();
	}
}

async function makeLevel(input: LevelInput): Promise<Level> {
	const { photo, start, options, layers, network, evaluations } = input;
	const { width, height } = canvasSize(photo.width, photo.height);
	const mask = input.mask && maskOnCanvas(input.mask);
	const frame: Frame | undefined = mask && frameOf(photo, mask);
	const shared = {
		style: new Map([...input.grams].map(([layer, gram]) => [layer, styleTarget(gram)])),
		...(mask ? { masks: layerMasks(mask, input.config, [...layers.style.keys()]) } : {}),
	};
	const weights: ObjectiveWeights = {
		content: options.contentWeight,
		style: options.styleWeight,
		totalVariation: options.tvWeight,
		contentLayers: layers.content,
		styleLayers: layers.style,
	};
	const shape: [number, number, number, number] = [1, height, width, 3];
	const { tiles } = input;
	const own: LevelObjective =
		tiles === undefined
			? new PaintObjective(network, shape, { content: await contentTargets(input), ...shared }, weights, frame)
			: new TiledObjective({
					network,
					shape,
					targets: { content: await tiledContent(input, shape, tiles), ...shared },
					weights,
					...tiles,
					...(frame ? { frame } : {}),
				});
	const objective = input.hold ? held(own, input.hold) : own;
	const variables = tensor1d(extend(start.rgb, start.width, start.height));
	const optimisation =
		options.optimiser === 'adam'
			? adam(objective.evaluate, variables, { evaluations, learningRate: options.learningRate })
			: lbfgs(objective.evaluate, variables, {
					evaluations,
					history: historyFor(options.history, width, height),
					firstStep: FIRST_CHANGE * Math.sqrt(variables.size),
				});
	const show = async (place: Tensor1D) => {
		const picture = objective.picture(place);
		try {
			return crop((await picture.data()) as Float32Array, photo.width, photo.height);
		} finally {
			picture.dispose();
		}
	};
	return { objective, optimisation, show };
}

async function contentTargets({ photo, layers, network }: LevelInput): Promise<Targets['content']> {
	const { width, height } = canvasSize(photo.width, photo.height);
	const wanted = [...layers.content.keys()];
	const features = tidy(() => {
		const activations = network.forward(tensor4d(extend(photo.rgb, photo.width, photo.height), [1, height, width, 3]));
		return wanted.map((layer) => activations.layer(layer));
	});
	const targets = new Map();
	for (const [at, layer] of wanted.entries())
		targets.set(layer, await contentTarget(features[at] as (typeof features)[0]));
	return targets;
}

/** The photo's features, one tile after the other. */
async function tiledContent(
	{ photo, layers, network }: LevelInput,
	shape: [number, number, number, number],
	{ tile, yieldTurn }: Pick<TiledInput, 'tile' | 'yieldTurn'>,
): Promise<TiledTargets['content']> {
	const wanted = [...layers.content.keys()];
	const scales = scalesOf(network);
	const found = new Map(wanted.map((layer) => [layer, { tiles: [] as Tensor4D[], size: 0, squares: 0 }]));
	const canvas = tensor4d(extend(photo.rgb, photo.width, photo.height), shape);
	for (const one of tilesOf(network, shape, tile)) {
		const cores = tidy(() => {
			const activations = network.forward(cut(canvas, one.window));
			return wanted.map((layer) => cut(activations.layer(layer), coreOf(one, scales.get(layer) as number)));
		});
		for (const [at, core] of cores.entries()) {
			const content = found.get(wanted[at] as string);
			if (!content) continue;
			const target = await contentTarget(core);
			content.tiles.push(core);
			content.size += core.size;
			content.squares += target.meanSquare * core.size;
		}
		await yieldTurn();
	}
	canvas.dispose();
	return new Map(
		[...found].map(([layer, { tiles, size, squares }]) => [layer, { tiles, size, meanSquare: squares / size }]),
	);
}

function styleTarget({ channels, values }: Gram): StyleTarget {
	const squaredNorm = values.reduce((total, v) => total + v * v, 0);
	return { gram: tensor2d(values, [channels, channels]), squaredNorm: Math.max(squaredNorm, 1e-12) };
}
