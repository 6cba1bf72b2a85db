import type { KeyboardEvent } from 'react';
import { afterKey } from './grid';

/** Elements with keys of their own, such as an open menu, mark themselves with this attribute. */
const ownKeys = '[data-own-keys]';

const itemsOf = (group: HTMLElement): HTMLElement[] =>
	[...group.querySelectorAll<HTMLElement>('button:not(:disabled)')].filter((item) => item.closest(ownKeys) === null);

/** Which button the Tab key leads to: the one that had the focus last, else the chosen one, else the first. */
const entryOf = (items: readonly HTMLElement[], last: HTMLElement | undefined): HTMLElement | undefined =>
	items.find((item) => item === last) ?? items.find((item) => item.ariaPressed === 'true') ?? items[0];

/** Keeps one button of a group in the Tab order. @returns a function that stops that */
function watchFocus(group: HTMLElement): () => void {
	let last: HTMLElement | undefined;
	const update = () => {
		const items = itemsOf(group);
		const entry = entryOf(items, last);
		for (const item of items) item.tabIndex = item === entry ? 0 : -1;
	};
	const onFocus = ({ target }: FocusEvent) => {
		if (!(target instanceof HTMLElement) || !itemsOf(group).includes(target)) return;
		last = target;
		update();
	};
	update();
	// Buttons come, go and are disabled without this component knowing.
	const observer = new MutationObserver(update);
	const attributeFilter = ['disabled', 'aria-pressed'];
	observer.observe(group, { childList: true, subtree: true, attributes: true, attributeFilter });
	group.addEventListener('focusin', onFocus);
	return () => {
		observer.disconnect();
		group.removeEventListener('focusin', onFocus);
	};
}

const attach = (group: HTMLElement | null) => (group === null ? undefined : watchFocus(group));

function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
	if (event.altKey || event.ctrlKey || event.metaKey) return;
	const items = itemsOf(event.currentTarget);
	const boxes = items.map((item) => item.getBoundingClientRect());
	const to = afterKey(event.key, boxes, items.indexOf(event.target as HTMLElement));
	if (to === undefined) return;
	event.preventDefault();
	items[to]?.focus();
}

/** Properties of an element that make its buttons one stop of the Tab key: arrow keys, Home and End move between them. */
export const rovingFocus = { ref: attach, onKeyDown } as const;
