/** Imagine's store put together with the engine. Loaded with the tab, or with the first bird that comes back. */
import { loadImagineModels } from '../../../features/imagine/models';
import { createImagine } from '../../../features/imagine/store';
import { attempt } from '../../../ui/feedback/toasts';
import { engine } from './engine';

export const imagine = createImagine(engine);

attempt(async () => imagine.setModels(await loadImagineModels()));
