/** Synthetic pictures: ellipses on a gradient, determined by a seed. */

const side = 192;

/** The linear congruential generator of Numerical Recipes. */
function uniform(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** A JPEG of 192 x 192 px. */
export async function syntheticPicture(seed: number): Promise<File> {
	const random = uniform(seed);
	const canvas = new OffscreenCanvas(side, side);
	const context = canvas.getContext('2d');
	if (context === null) throw new Error('The browser gives no canvas to draw on.');
	const colour = () => `hsl(${360 * random()} ${100 * random()}% ${100 * random()}%)`;
	const gradient = context.createLinearGradient(0, 0, side * random(), side);
	gradient.addColorStop(0, colour());
	gradient.addColorStop(1, colour());
	context.fillStyle = gradient;
	context.fillRect(0, 0, side, side);
	for (let drawn = 0; drawn < 12; drawn++) {
		context.fillStyle = colour();
		context.beginPath();
		const [x, y, width, height] = [side, side, side / 4, side / 4].map((most) => most * random());
		context.ellipse(x ?? 0, y ?? 0, width ?? 0, height ?? 0, Math.PI * random(), 0, 2 * Math.PI);
		context.fill();
	}
	const picture = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
	return new File([picture], `synthetic-${seed}.jpg`, { type: 'image/jpeg' });
}
