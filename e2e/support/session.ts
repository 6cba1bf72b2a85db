/** The parts of the tabs' sessions in the browser's storage. */
import { expect, type Page } from '@playwright/test';

/** Whether a part whose key has this form is kept with this in its value. */
const isKept = (page: Page, key: RegExp, text: string): Promise<boolean> =>
	page.evaluate(
		([form, text]) =>
			new Promise<boolean>((resolve) => {
				const opening = indexedDB.open('atelier');
				opening.onsuccess = () => {
					const reading = opening.result.transaction('session').objectStore('session').getAll();
					reading.onsuccess = () => {
						opening.result.close();
						const parts = reading.result as { key: string; value: unknown }[];
						const found = parts.filter(({ key }) => new RegExp(form).test(key));
						resolve(found.some(({ value }) => JSON.stringify(value).includes(text)));
					};
				};
			}),
		[key.source, text] as const,
	);

/** Reloads once a part of the session, `tab/window/name`, is kept with this text in it. */
export async function reloadWith(page: Page, key: RegExp, text: string): Promise<void> {
	await expect.poll(() => isKept(page, key, text)).toBe(true);
	await page.reload();
}

/** Reloads with every tab as on a first visit; what was kept stays. */
export async function reloadAfresh(page: Page): Promise<void> {
	// Elsewhere than in the studio, so that nothing writes its session again.
	const { href, origin } = new URL(page.url());
	await page.goto(`${origin}/models/index.json`);
	await page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				const opening = indexedDB.open('atelier');
				opening.onsuccess = () => {
					const writing = opening.result.transaction('session', 'readwrite');
					writing.objectStore('session').clear();
					writing.oncomplete = () => {
						opening.result.close();
						resolve();
					};
				};
			}),
	);
	await page.goto(href);
}
