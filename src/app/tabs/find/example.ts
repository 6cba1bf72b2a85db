import { studio } from './studio';

/** Adds the sample library and searches it; the answers come as the pictures are captioned. */
export async function open(): Promise<void> {
	studio.open();
	studio.intake.addSamples();
	await studio.find.setText('a cat');
}
