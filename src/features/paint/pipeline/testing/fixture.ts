/** For tests: compares this backend with PyTorch's results for the exported network (training/fixtures/perception_fixture.py). */
import {
	add,
	mul,
	reshape,
	square,
	sum,
	type Tensor,
	type Tensor1D,
	type Tensor4D,
	tensor4d,
	tidy,
} from '@tensorflow/tfjs-core';
import type { LoadedModel } from '../../../../models/types';
import { contentTarget } from '../../../../nets/contentLoss';
import { gramMatrix } from '../../../../nets/gram';
import { Vgg } from '../../../../nets/vgg';
import { parseVggConfig } from '../../../../nets/vggConfig';
import { PaintObjective } from '../objective';

interface Sampled {
	readonly size: number;
	readonly at: readonly number[];
	readonly values: readonly number[];
	readonly largest: number;
}

export interface PerceptionFixture {
	/** SHA-256 of the weights that the fixture was made with. */
	readonly network: string;
	readonly height: number;
	readonly width: number;
	readonly photo: readonly number[];
	readonly painting: readonly number[];
	readonly weights: { readonly content: number; readonly style: number; readonly totalVariation: number };
	readonly contentLayers: readonly string[];
	readonly styleLayers: readonly string[];
	readonly layers: Readonly<Record<string, Sampled>>;
	readonly losses: Readonly<Record<'content' | 'style' | 'totalVariation', number>>;
	readonly styleLayerLosses: Readonly<Record<string, number>>;
	readonly gradient: Sampled;
}

/** Largest errors found, relative: of activations and the gradient to the tensor's largest value, of a loss to itself. */
export type FixtureErrors = Readonly<Record<string, number>>;

/**
 * @throws Error when the fixture belongs to another network, as a reminder to renew it after an export
 */
export async function fixtureErrors(fixture: PerceptionFixture, model: LoadedModel): Promise<FixtureErrors> {
	if (fixture.network !== model.hash) {
		throw new Error('The fixture belongs to other weights: run python -m training.fixtures.make');
	}
	const { height, width, contentLayers, styleLayers } = fixture;
	const config = parseVggConfig(model.config);
	const pictureOf = (values: readonly number[]) => tensor4d(Float32Array.from(values), [1, height, width, 3]);
	const [photo, painting] = [pictureOf(fixture.photo), pictureOf(fixture.painting)];
	const errors: Record<string, number> = {};

	const whole = new Vgg(config, model.tensors);
	const activations = whole.forward(photo);
	for (const [layer, sampled] of Object.entries(fixture.layers))
		errors[layer] = await errorOf(activations.layer(layer), sampled);
	const content = new Map();
	for (const layer of contentLayers) content.set(layer, await contentTarget(activations.layer(layer).clone()));
	activations.dispose();
	const seen = whole.forward(painting);
	const style = new Map();
	for (const layer of styleLayers) {
		const gram = gramMatrix(seen.layer(layer));
		const norm = tidy(() => sum(square(gram)));
		style.set(layer, { gram, squaredNorm: (await norm.data())[0] as number });
		norm.dispose();
	}
	seen.dispose();
	whole.dispose();

	const network = new Vgg(config, model.tensors, styleLayers.at(-1));
	const one = (layers: readonly string[]) => new Map(layers.map((layer) => [layer, 1]));
	const objective = new PaintObjective(
		network,
		[1, height, width, 3],
		{ content, style },
		{ ...fixture.weights, contentLayers: one(contentLayers), styleLayers: one(styleLayers) },
	);
	const between = tidy(() => reshape(add<Tensor4D>(mul(photo, 0.7), mul(painting, 0.3)), [-1]) as Tensor1D);
	const { values, gradient } = objective.evaluate(between);
	const { losses, styleLayers: own } = objective.read(await values.data());
	for (const name of ['content', 'style', 'totalVariation'] as const)
		errors[name] = relative(losses[name], fixture.losses[name]);
	for (const [layer, loss] of Object.entries(fixture.styleLayerLosses))
		errors[`style of ${layer}`] = relative(own[layer] as number, loss);
	errors.gradient = await errorOf(gradient, fixture.gradient);

	for (const { features } of content.values()) features.dispose();
	for (const { gram } of style.values()) gram.dispose();
	for (const tensor of [photo, painting, between, values, gradient]) tensor.dispose();
	network.dispose();
	objective.dispose();
	return errors;
}

async function errorOf(tensor: Tensor, { size, at, values, largest }: Sampled): Promise<number> {
	if (tensor.size !== size) throw new Error(`A tensor of ${size} values was expected, not of ${tensor.size}.`);
	const got = await tensor.data();
	return at.reduce(
		(worst, place, n) => Math.max(worst, Math.abs((got[place] as number) - (values[n] as number)) / largest),
		0,
	);
}

function relative(got: number, wanted: number): number {
	return Math.abs(got - wanted) / Math.abs(wanted);
}
