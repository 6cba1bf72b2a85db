import type { Page } from '@playwright/test';
import type { TestFile } from './pictures';

/** Files dropped as from the desktop, on whatever `target` is. */
export async function drop(page: Page, target: string, ...files: TestFile[]): Promise<void> {
	const transfer = await page.evaluateHandle(
		(given) => {
			const data = new DataTransfer();
			for (const { name, mimeType, base64 } of given) {
				const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
				data.items.add(new File([bytes], name, { type: mimeType }));
			}
			return data;
		},
		files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
	);
	for (const type of ['dragenter', 'dragover', 'drop'])
		await page.dispatchEvent(target, type, { dataTransfer: transfer });
}
