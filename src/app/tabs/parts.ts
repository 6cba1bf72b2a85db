/** Opens the tabs' examples, whose scripts are loaded when they are needed. */
const examples = import.meta.glob<() => Promise<void>>('./*/example.ts', { import: 'open' });

/** Shows a tab's finished example with its settings. The tab is shown already. */
export const openExample = async (id: string): Promise<void> => (await examples[`./${id}/example.ts`]?.())?.();
