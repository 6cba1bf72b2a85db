/** Imagine's store, connected to the engine. Loaded with the tab, or with the first bird that is opened. */
import { loadImagineModels } from '../../../features/imagine/models';
import { imagineSession } from '../../../features/imagine/session';
import { createImagine } from '../../../features/imagine/store';
import { attempt } from '../../../ui/feedback/toasts';
import { sessions } from '../../session';
import { engine } from './engine';

export const imagine = createImagine(engine, { models: loadImagineModels() });

attempt(() => sessions.keep('imagine', imagine, imagineSession(imagine)));
